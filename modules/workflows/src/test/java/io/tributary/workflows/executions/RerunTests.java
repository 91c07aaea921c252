package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.StatusAssertions;

/// Running executions again, from any node.
class RerunTests extends EngineTest {
  private static Graph calling(String path) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("a", "ACTION_SET_VARIABLES", Map.of("variables", Map.of("first", "yes")))
        .node(
            "h",
            "ACTION_HTTP_REQUEST",
            Map.of(
                "method",
                "POST",
                "url",
                TARGET.url(path),
                "body",
                "{{variables.campaign}} {{steps.x.n}}",
                "retry",
                Map.of("attempts", 1)))
        .node("z", "CONTROL_END")
        .edge("t", "a")
        .edge("a", "h")
        .edge("h", "z");
  }

  private StatusAssertions rerun(String execution, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + execution + "/rerun"))
        .header("Idempotency-Key", "again")
        .bodyValue(body)
        .exchange()
        .expectStatus();
  }

  private String rerunId(String execution, Map<String, Object> body) {
    return (String) post("/executions/" + execution + "/rerun", body).get("executionId");
  }

  private List<Object> nodes(String execution) {
    return items("/executions/" + execution + "/steps").stream()
        .map(step -> step.get("nodeId"))
        .toList();
  }

  @Test
  void a_new_execution_begins_at_the_node_with_what_the_first_one_knew() {
    TARGET.answer(count -> Answer.of(count == 1 ? 500 : 200));
    var lead = lead("ada@example.org");
    var first =
        started(
            published(calling("/hook")),
            Map.of("leadId", lead, "input", Map.of("campaign", "Frühling")));
    awaitStatus(first, "FAILED");

    var second = rerunId(first, Map.of("nodeId", "h", "stepOutputs", Map.of("x", Map.of("n", 7))));

    var done = awaitStatus(second, "COMPLETED");
    assertThat(done.get("rerunOf")).isEqualTo(first);
    assertThat(done.get("triggerType")).isEqualTo("RERUN");
    assertThat(done.get("leadId")).isEqualTo(lead);
    assertThat(done.get("state").toString()).contains("first=yes");
    assertThat(nodes(second)).containsExactly("h", "z");
    assertThat(TARGET.asked.getLast().body()).contains("Frühling 7");
    assertThat(TARGET.asked.getLast().headers().get("webhook-id")).isEqualTo(second + ":h:1");
    assertThat(get("/executions/" + first).get("status")).isEqualTo("FAILED");
    assertThat(items("/executions/" + first + "/logs").getFirst().get("message"))
        .isEqualTo("run again as " + second);
  }

  @Test
  void from_the_trigger_it_is_gone_through_whole_by_the_version_that_is_asked_for() {
    var workflow = published(calling("/old"));
    var first = started(workflow, Map.of("input", Map.of("campaign", "a")));
    awaitStatus(first, "COMPLETED");
    replace(workflow, calling("/new"));

    var same = rerunId(first, Map.of());
    var current =
        rerunId(first, Map.of("version", "CURRENT", "variables", Map.of("campaign", "b")));

    awaitStatus(same, "COMPLETED");
    awaitStatus(current, "COMPLETED");
    assertThat(nodes(same)).containsExactly("t", "a", "h", "z");
    assertThat(get("/executions/" + current).get("workflowVersion")).isEqualTo(2);
    assertThat(TARGET.asked).extracting(HttpTarget.Asked::path).contains("/old", "/new");
    assertThat(TARGET.asked)
        .filteredOn(asked -> asked.path().equals("/new"))
        .allMatch(asked -> asked.body().contains("b"));
  }

  private void replace(String workflow, Graph graph) {
    tenant
        .http()
        .put()
        .uri(tenant.path("/workflows/" + workflow))
        .bodyValue(
            Map.of(
                "name",
                "Test",
                "definition",
                graph.toMap(),
                "version",
                get("/workflows/" + workflow).get("version")))
        .exchange()
        .expectStatus()
        .isOk();
    post("/workflows/" + workflow + "/publish", Map.of());
  }

  @Test
  void the_same_key_runs_it_once_and_another_body_is_refused() {
    var first = started(published(calling("/hook")));
    awaitStatus(first, "COMPLETED");

    rerun(first, Map.of("nodeId", "z")).isCreated();
    rerun(first, Map.of("nodeId", "z")).isCreated();
    rerun(first, Map.of("nodeId", "h")).isEqualTo(422);

    assertThat(items("/executions")).hasSize(2);
  }

  @Test
  void nodes_that_are_not_there_or_inside_of_a_loop_are_refused() throws Exception {
    var first =
        started(
            published(
                graph()
                    .node("t", "TRIGGER_MANUAL")
                    .node("l", "CONTROL_LOOP", Map.of("items", "variables.all"))
                    .node("b", "ACTION_SET_VARIABLES", Map.of("variables", Map.of("x", "1")))
                    .node("z", "CONTROL_END")
                    .edge("t", "l")
                    .edge("l-b", "l", "b", "each", null)
                    .edge("b", "l")
                    .edge("l", "z")),
            Map.of("input", Map.of("all", List.of(1, 2))));
    awaitStatus(first, "COMPLETED");

    rerun(first, Map.of("nodeId", "ghost")).isBadRequest();
    rerun(first, Map.of("nodeId", "b"))
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/nodeId");
    rerun(first, Map.of("node", "b")).isBadRequest();
    rerun(UUID.randomUUID().toString(), Map.of()).isNotFound();
    var again = rerunId(first, Map.of("nodeId", "l"));
    awaitStatus(again, "COMPLETED");

    var other = Tenant.create(client);
    other
        .http()
        .post()
        .uri(other.path("/executions/" + first + "/rerun"))
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  @Test
  void a_workflow_that_nothing_starts_is_not_run_again() {
    var workflow = published(calling("/hook"));
    var first = started(workflow);
    awaitStatus(first, "COMPLETED");
    post("/workflows/" + workflow + "/pause", Map.of());

    rerun(first, Map.of()).isEqualTo(409);
  }
}
