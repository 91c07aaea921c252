package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.StatusAssertions;
import reactor.core.publisher.Sinks;

/// Executions that wait go on by a newer version of their workflow.
class MigrationTests extends EngineTest {
  private static Graph first() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("w", "CONTROL_DELAY", Map.of("seconds", 3))
        .node("old", "ACTION_SET_VARIABLES", Map.of("variables", Map.of("way", "old")))
        .node("z", "CONTROL_END")
        .edge("t", "w")
        .edge("w", "old")
        .edge("old", "z");
  }

  private static Graph second(String type, Map<String, Object> config) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("w", type, config)
        .node("new", "ACTION_SET_VARIABLES", Map.of("variables", Map.of("way", "new")))
        .node("z", "CONTROL_END")
        .edge("t", "w")
        .edge("w", "new")
        .edge("new", "z");
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

  private StatusAssertions migrate(String execution, Object version) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + execution + "/migrate"))
        .bodyValue(Map.of("version", version))
        .exchange()
        .expectStatus();
  }

  @Test
  void one_that_waits_goes_on_by_the_version_that_it_was_moved_to() {
    var workflow = published(first());
    var moved = started(workflow);
    var kept = started(workflow);
    awaitStatus(moved, "WAITING");
    awaitStatus(kept, "WAITING");
    replace(workflow, second("CONTROL_DELAY", Map.of("seconds", 3)));

    migrate(moved, 2).isOk().expectBody().jsonPath("$.workflowVersion").isEqualTo(2);
    migrate(moved, 2).isOk();
    migrate(kept, 7).isBadRequest();
    migrate(kept, "NEWEST").isBadRequest();

    assertThat(awaitStatus(moved, "COMPLETED").get("state").toString()).contains("way=new");
    assertThat(awaitStatus(kept, "COMPLETED").get("state").toString()).contains("way=old");
    assertThat(get("/executions/" + kept).get("workflowVersion")).isEqualTo(1);
    migrate(kept, 2).isEqualTo(409);
  }

  @Test
  void one_whose_node_is_gone_or_another_stays_where_it_is() {
    var workflow = published(first());
    var execution = started(workflow);
    awaitStatus(execution, "WAITING");
    replace(workflow, second("CONTROL_WAIT_FOR_EVENT", Map.of("event", "x")));

    migrate(execution, "CURRENT").isEqualTo(409);

    assertThat(awaitStatus(execution, "COMPLETED").get("state").toString()).contains("way=old");
  }

  @Test
  void one_that_waits_for_an_event_waits_for_the_other_versions_event() {
    var workflow = published(second("CONTROL_WAIT_FOR_EVENT", Map.of("event", "before")));
    var execution = started(workflow);
    awaitStatus(execution, "WAITING");
    post("/executions/" + execution + "/pause", Map.of());
    replace(workflow, second("CONTROL_WAIT_FOR_EVENT", Map.of("event", "after")));

    migrate(execution, "CURRENT").isOk();
    post("/executions/" + execution + "/resume", Map.of());
    post("/events", Map.of("name", "after", "data", Map.of("n", 1)));

    awaitStatus(execution, "COMPLETED");
  }

  @Test
  void many_are_moved_and_those_whose_effects_are_under_way_are_passed_over() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = Sinks.<Void>empty();
    TARGET.answer(
        count -> {
          asked.countDown();
          return new Answer(200, "{}", "", answer.asMono());
        });
    var graph =
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("b", "CONTROL_BRANCH")
            .node("w", "CONTROL_WAIT_FOR_EVENT", Map.of("event", "never"))
            .node("h", "ACTION_HTTP_REQUEST", Map.of("method", "GET", "url", TARGET.url("/x")))
            .node("z", "CONTROL_END")
            .edge("t", "b")
            .edge("b", "h", "variables.call == true")
            .edge("b", "w")
            .edge("w", "z")
            .edge("h", "z");
    var workflow = published(graph);
    var waiting = List.of(started(workflow), started(workflow));
    var calling = started(workflow, Map.of("input", Map.of("call", true)));
    waiting.forEach(each -> awaitStatus(each, "WAITING"));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    replace(workflow, graph);

    var id =
        (String)
            post(
                    "/executions/jobs",
                    Map.of(
                        "action",
                        "MIGRATE",
                        "version",
                        "CURRENT",
                        "filter",
                        Map.of("workflowId", workflow)))
                .get("jobId");

    Awaitility.await().until(() -> "COMPLETED".equals(get("/executions/jobs/" + id).get("status")));
    var job = get("/executions/jobs/" + id);
    assertThat(job).containsEntry("done", 2).containsEntry("skipped", 1);
    assertThat(job.get("errors").toString()).contains(calling).contains("under way");
    assertThat(items("/executions?status=WAITING"))
        .allMatch(each -> Integer.valueOf(2).equals(each.get("workflowVersion")));
    answer.tryEmitEmpty();
    awaitStatus(calling, "COMPLETED");
  }
}
