package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Graphs through the whole engine: over HTTP, and in the database.
class GraphEngineTests extends EngineTest {
  private static final Map<String, Object> ONCE = Map.of("attempts", 1);

  private static Map<String, Object> call(String path) {
    return Map.of("url", TARGET.url(path), "body", Map.of("item", "{{loop.item}}"), "retry", ONCE);
  }

  private List<Map<String, Object>> steps(String execution) {
    var all = new ArrayList<Map<String, Object>>();
    var page = get("/executions/" + execution + "/steps?limit=100");
    while (true) {
      all.addAll((List<Map<String, Object>>) page.get("items"));
      if (page.get("nextCursor") == null) {
        return all;
      }
      page = get("/executions/" + execution + "/steps?limit=100&cursor=" + page.get("nextCursor"));
    }
  }

  private Object output(String execution, String node) {
    return steps(execution).stream()
        .filter(step -> step.get("nodeId").equals(node))
        .reduce((one, later) -> later)
        .orElseThrow()
        .get("output");
  }

  @Test
  void calls_on_parallel_paths_are_under_way_together_and_meet() {
    var gate = Mono.delay(Duration.ofSeconds(20)).then();
    var open = Sinks.<Void>empty();
    TARGET.answer(count -> new Answer(200, "{}", "", open.asMono().or(gate)));
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("f", "CONTROL_FORK")
                .node("a", "ACTION_HTTP_REQUEST", call("/a"))
                .node("b", "ACTION_HTTP_REQUEST", call("/b"))
                .node("j", "CONTROL_JOIN")
                .node("z", "CONTROL_END")
                .edge("t", "f")
                .edge("f", "a")
                .edge("f", "b")
                .edge("a", "j")
                .edge("b", "j")
                .edge("j", "z"));

    var execution = started(workflow);
    Awaitility.await().until(() -> TARGET.asked.size() == 2);
    assertThat(get("/executions/" + execution).get("currentNodes").toString())
        .contains("a")
        .contains("b");
    open.tryEmitEmpty();

    awaitStatus(execution, "COMPLETED");
    assertThat(output(execution, "j")).isEqualTo(Map.of("arrived", 2));
    assertThat(TARGET.asked)
        .extracting(asked -> asked.headers().get("webhook-id"))
        .containsExactlyInAnyOrder(execution + ":a:1", execution + ":b:1");
  }

  @Test
  void a_loop_calls_once_for_each_item_so_many_at_a_time() {
    var items = IntStream.range(0, 25).boxed().toList();
    var workflow =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node(
                    "l",
                    "CONTROL_LOOP",
                    Map.of("items", "variables.list", "parallel", 5, "collect", "steps.h.body.ok"))
                .node("h", "ACTION_HTTP_REQUEST", call("/item"))
                .node("z", "CONTROL_END")
                .edge("t", "l")
                .edge("l-h", "l", "h", "each", null)
                .edge("h", "l")
                .edge("l", "z"));

    var execution = started(workflow, Map.of("input", Map.of("list", items)));

    awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked).hasSize(25);
    assertThat(TARGET.asked.stream().map(asked -> asked.headers().get("webhook-id")).distinct())
        .hasSize(25);
    assertThat(steps(execution).stream().filter(step -> step.get("nodeId").equals("h")))
        .hasSize(25)
        .allMatch(step -> step.get("status").equals("COMPLETED"));
    assertThat(output(execution, "l").toString()).contains("count=25").contains("failed=0");
  }

  private Graph child(String subject) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("h", "ACTION_HTTP_REQUEST", call(subject))
        .node("z", "CONTROL_END")
        .edge("t", "h")
        .edge("h", "z");
  }

  private String parent(String child, boolean waits) {
    return published(
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node(
                "s",
                "ACTION_START_WORKFLOW",
                Map.of(
                    "workflowId",
                    child,
                    "wait",
                    waits,
                    "input",
                    Map.of("from", "{{execution.id}}", "n", 7)))
            .node("z", "CONTROL_END")
            .node("e", "CONTROL_END")
            .edge("t", "s")
            .edge("s", "z")
            .edge("s-e", "s", "e", "error", null));
  }

  @Test
  void a_parent_waits_for_its_child_and_sees_what_it_knew() {
    var parent = parent(published(child("/child")), true);

    var execution = started(parent);
    awaitStatus(execution, "COMPLETED");

    var child = items("/executions?parentId=" + execution).getFirst();
    assertThat(child.get("status")).isEqualTo("COMPLETED");
    assertThat(output(execution, "s").toString())
        .contains("status=COMPLETED")
        .contains("from=" + execution)
        .contains("n=7");
    assertThat(steps(execution)).extracting(step -> step.get("nodeId")).contains("z");
  }

  @Test
  void a_child_that_fails_takes_the_parents_error_edge_and_one_that_is_not_waited_for_does_not() {
    TARGET.answer(count -> Answer.of(404));
    var child = published(child("/child"));

    var waiting = started(parent(child, true));
    awaitStatus(waiting, "COMPLETED");
    assertThat(steps(waiting)).extracting(step -> step.get("nodeId")).contains("e");
    assertThat(steps(waiting).toString()).contains("SUB_WORKFLOW_FAILED");

    var forgetting = started(parent(child, false));
    awaitStatus(forgetting, "COMPLETED");
    assertThat(steps(forgetting)).extracting(step -> step.get("nodeId")).contains("z");
  }

  @Test
  void executions_that_start_each_other_end_at_the_depth_limit() {
    var id =
        (String)
            post("/workflows", Map.of("name", "Self", "definition", Graph.shortest().toMap()))
                .get("id");
    tenant
        .http()
        .put()
        .uri(tenant.path("/workflows/" + id))
        .header("If-Match", "\"1\"")
        .bodyValue(
            Map.of(
                "name",
                "Self",
                "definition",
                graph()
                    .node("t", "TRIGGER_MANUAL")
                    .node("s", "ACTION_START_WORKFLOW", Map.of("workflowId", id))
                    .edge("t", "s")
                    .toMap()))
        .exchange()
        .expectStatus()
        .isOk();
    post("/workflows/" + id + "/publish", Map.of());

    var execution = started(id);

    awaitStatus(execution, "FAILED");
    assertThat(items("/executions?workflowId=" + id)).hasSize(11);
    assertThat(items("/executions?workflowId=" + id + "&status=FAILED")).hasSize(11);
  }

  @Test
  void a_failure_starts_the_workflow_that_is_named_for_it() {
    TARGET.answer(count -> Answer.of(404));
    var rescue = published(Graph.shortest());
    var definition = new HashMap<>(child("/fails").toMap());
    definition.put("settings", Map.of("onFailure", Map.of("workflowId", rescue)));
    var id = (String) post("/workflows", Map.of("name", "F", "definition", definition)).get("id");
    post("/workflows/" + id + "/publish", Map.of());

    var execution = started(id);
    awaitStatus(execution, "FAILED");

    Awaitility.await().until(() -> items("/executions?workflowId=" + rescue).size() == 1);
    var rescued = (String) items("/executions?workflowId=" + rescue).getFirst().get("id");
    assertThat(awaitStatus(rescued, "COMPLETED").get("state").toString())
        .contains("executionId=" + execution)
        .contains("HTTP_REFUSED");
  }

  @Test
  void a_cancelled_call_is_broken_off() {
    TARGET.answer(count -> new Answer(200, "{}", "", Mono.never()));
    var execution = started(published(child("/never")));
    Awaitility.await().until(() -> TARGET.asked.size() == 1);

    post("/executions/" + execution + "/cancel", Map.of());

    awaitStatus(execution, "CANCELLED");
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> TARGET.brokenOff() == 1);
  }

  @Test
  void one_that_goes_in_circles_or_through_a_long_list_leaves_others_alone() {
    var circle =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("b", "CONTROL_BRANCH")
                .node("c", "CONTROL_BRANCH")
                .node("z", "CONTROL_END")
                .edge("t", "b")
                .edge("b", "z", Map.of("field", "lead.never", "operator", "exists"))
                .edge("b", "c")
                .edge("c", "b"));
    var execution = started(circle);

    var failed = awaitStatus(execution, "FAILED");
    assertThat(failed.get("error").toString()).contains("STEP_LIMIT");
    assertThat(awaitStatus(started(published(Graph.shortest())), "COMPLETED")).isNotNull();
  }
}
