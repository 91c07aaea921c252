package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Holding executions, ending them, and letting them go on from where they failed.
class ControlTests extends EngineTest {
  private static final Map<String, Object> ONCE = Map.of("attempts", 1, "delaySeconds", 0.1);

  private static Graph waiting(String type, Map<String, Object> config) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("w", type, config)
        .node("z", "CONTROL_END")
        .edge("t", "w")
        .edge("w", "z");
  }

  private static Graph calling() {
    return waiting(
        "ACTION_HTTP_REQUEST",
        Map.of(
            "method",
            "POST",
            "url",
            TARGET.url("/hook"),
            "body",
            "{{variables.x}}",
            "retry",
            ONCE));
  }

  private void change(String execution, String what, int status) {
    tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + execution + "/" + what))
        .exchange()
        .expectStatus()
        .isEqualTo(status);
  }

  private List<String> steps(String execution) {
    return items("/executions/" + execution + "/steps").stream()
        .map(step -> step.get("nodeId") + " " + step.get("status"))
        .toList();
  }

  private List<Object> lines(String execution) {
    return items("/executions/" + execution + "/logs").stream()
        .map(line -> line.get("message"))
        .toList();
  }

  @Test
  void what_waits_waits_on_while_it_is_paused_and_goes_on_at_once_when_it_is_resumed() {
    var execution = started(published(waiting("CONTROL_DELAY", Map.of("seconds", 1))));
    var until = Instant.now().plusSeconds(2);
    awaitStatus(execution, "WAITING");

    var paused = post("/executions/" + execution + "/pause", Map.of());
    var again = post("/executions/" + execution + "/pause", Map.of());

    assertThat(again.get("version")).isEqualTo(paused.get("version"));
    assertThat(again.get("pausedAt")).isEqualTo(paused.get("pausedAt")).isNotNull();
    assertThat(items("/executions?paused=true")).hasSize(1);
    Awaitility.await().until(() -> Instant.now().isAfter(until));
    assertThat(get("/executions/" + execution).get("status")).isEqualTo("WAITING");
    assertThat(post("/executions/" + execution + "/resume", Map.of()).get("pausedAt")).isNull();
    awaitStatus(execution, "COMPLETED");
    assertThat(lines(execution)).contains("paused", "resumed");
    change(execution, "pause", 409);
    change(execution, "resume", 409);
    change(UUID.randomUUID().toString(), "pause", 404);
  }

  @Test
  void an_effect_that_is_under_way_ends_while_its_execution_is_paused_and_nothing_follows()
      throws Exception {
    var asked = new CountDownLatch(1);
    var answer = Sinks.<Void>empty();
    TARGET.answer(
        count -> {
          asked.countDown();
          return new Answer(200, "{\"ok\": true}", "", answer.asMono());
        });
    var execution = started(published(calling()));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    post("/executions/" + execution + "/pause", Map.of());
    answer.tryEmitEmpty();

    Awaitility.await().until(() -> steps(execution).contains("w COMPLETED"));
    assertThat(steps(execution)).containsExactly("t COMPLETED", "w COMPLETED");
    assertThat(get("/executions/" + execution).get("endedAt")).isNull();
    post("/executions/" + execution + "/resume", Map.of());
    awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked).hasSize(1);
  }

  @Test
  void an_effect_outlives_a_pause_and_is_not_repeated_by_it() throws Exception {
    var asked = new CountDownLatch(1);
    var answer = Sinks.<Void>empty();
    TARGET.answer(
        count -> {
          asked.countDown();
          return new Answer(200, "{}", "", answer.asMono());
        });
    var execution = started(published(calling()));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    post("/executions/" + execution + "/pause", Map.of());
    post("/executions/" + execution + "/resume", Map.of());
    answer.tryEmitEmpty();

    awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked).hasSize(1);
  }

  @Test
  void what_arrives_for_a_paused_execution_is_kept() {
    var execution = started(published(waiting("CONTROL_WAIT_FOR_EVENT", Map.of("event", "paid"))));
    awaitStatus(execution, "WAITING");
    post("/executions/" + execution + "/pause", Map.of());

    post("/events", Map.of("name", "paid", "data", Map.of("amount", 7)));
    var later = Instant.now().plusSeconds(1);
    Awaitility.await().until(() -> Instant.now().isAfter(later));

    assertThat(steps(execution)).containsExactly("t COMPLETED", "w WAITING");
    post("/executions/" + execution + "/resume", Map.of());
    assertThat(awaitStatus(execution, "COMPLETED").get("state").toString()).contains("amount=7");
  }

  @Test
  void whoever_waits_for_others_is_cancelled_with_them() {
    var leaf = published(waiting("CONTROL_WAIT_FOR_EVENT", Map.of("event", "never")));
    var middle = published(waiting("ACTION_START_WORKFLOW", Map.of("workflowId", leaf)));
    var top = published(waiting("ACTION_START_WORKFLOW", Map.of("workflowId", middle)));
    var execution = started(top);
    var below = childOf(execution);
    var lowest = childOf(below);
    awaitStatus(lowest, "WAITING");

    change(execution, "cancel", 200);

    for (var each : List.of(execution, below, lowest)) {
      assertThat(get("/executions/" + each).get("status")).isEqualTo("CANCELLED");
      assertThat(steps(each)).containsExactly("t COMPLETED", "w SKIPPED");
    }
    change(execution, "cancel", 200);
    change(execution, "pause", 409);
  }

  private String childOf(String execution) {
    Awaitility.await().until(() -> items("/executions?parentId=" + execution).size() == 1);
    return (String) items("/executions?parentId=" + execution).getFirst().get("id");
  }

  @Test
  void one_that_is_cancelled_by_hand_tells_whoever_waits_for_it() {
    var leaf = published(waiting("CONTROL_WAIT_FOR_EVENT", Map.of("event", "never")));
    var execution =
        started(published(waiting("ACTION_START_WORKFLOW", Map.of("workflowId", leaf))));
    var child = childOf(execution);

    change(child, "cancel", 200);

    assertThat(awaitStatus(execution, "FAILED").get("error").toString())
        .contains("SUB_WORKFLOW_FAILED")
        .contains("CANCELLED");
  }

  @Test
  void a_call_that_is_under_way_is_broken_off() throws Exception {
    var asked = new CountDownLatch(1);
    var closed = new CountDownLatch(1);
    TARGET.answer(
        count -> {
          asked.countDown();
          return new Answer(200, "", "", Mono.<Void>never().doOnCancel(closed::countDown));
        });
    var execution = started(published(calling()));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    change(execution, "cancel", 200);

    assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(get("/executions/" + execution).get("status")).isEqualTo("CANCELLED");
  }

  @Test
  void one_that_failed_goes_on_from_there_under_the_same_key() {
    TARGET.answer(count -> Answer.of(count == 1 ? 500 : 200));
    var execution = started(published(calling()), Map.of("input", Map.of("x", "old", "y", 1)));
    var failed = awaitStatus(execution, "FAILED");

    var retried =
        post("/executions/" + execution + "/retry", Map.of("variables", Map.of("x", "new")));

    assertThat((int) retried.get("version")).isGreaterThan((int) failed.get("version"));
    var done = awaitStatus(execution, "COMPLETED");
    assertThat(done.get("error")).isNull();
    assertThat(steps(execution))
        .containsExactly("t COMPLETED", "w FAILED", "w COMPLETED", "z COMPLETED");
    assertThat(items("/executions/" + execution + "/steps"))
        .extracting(s -> s.get("visit"))
        .containsOnly(1);
    assertThat(TARGET.asked.getLast().headers().get("webhook-id"))
        .isEqualTo(TARGET.asked.getFirst().headers().get("webhook-id"));
    assertThat(TARGET.asked.getFirst().body()).contains("old");
    assertThat(TARGET.asked.getLast().body()).contains("new");
    assertThat(done.get("state").toString()).contains("y=1");
    change(execution, "retry", 409);
  }

  @Test
  void paths_that_waited_when_another_failed_wait_on_after_a_retry() {
    TARGET.answer(count -> Answer.of(count == 1 ? 500 : 200));
    var execution =
        started(
            published(
                graph()
                    .node("t", "TRIGGER_MANUAL")
                    .node("f", "CONTROL_FORK")
                    .node("w", "CONTROL_WAIT_FOR_EVENT", Map.of("event", "late"))
                    .node(
                        "h",
                        "ACTION_HTTP_REQUEST",
                        Map.of("method", "GET", "url", TARGET.url("/x"), "retry", ONCE))
                    .node("z", "CONTROL_END")
                    .edge("t", "f")
                    .edge("f", "w")
                    .edge("f", "h")
                    .node("j", "CONTROL_JOIN")
                    .edge("h", "j")
                    .edge("w", "j")
                    .edge("j", "z")));
    awaitStatus(execution, "FAILED");
    assertThat(steps(execution)).contains("w SKIPPED");

    // what came while it had failed is found
    post("/events", Map.of("name", "late", "data", Map.of("n", 1)));
    post("/executions/" + execution + "/retry", Map.of());

    awaitStatus(execution, "COMPLETED");
    assertThat(steps(execution)).contains("w COMPLETED", "h FAILED", "h COMPLETED");
  }

  @Test
  void a_state_that_becomes_too_large_is_refused_and_nothing_changes() {
    TARGET.answer(count -> Answer.of(500));
    var execution =
        started(published(calling()), Map.of("input", Map.of("y", "y".repeat(100_000))));
    var failed = awaitStatus(execution, "FAILED");

    tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + execution + "/retry"))
        .bodyValue(Map.of("variables", Map.of("x", "ü".repeat(100_000))))
        .exchange()
        .expectStatus()
        .isBadRequest();

    assertThat(get("/executions/" + execution).get("version")).isEqualTo(failed.get("version"));
  }

  @Test
  void another_workspace_finds_nothing_to_change() throws Exception {
    var execution = started(published(waiting("CONTROL_DELAY", Map.of("days", 1))));
    awaitStatus(execution, "WAITING");
    var other = Tenant.create(client);

    for (var what : List.of("pause", "resume", "cancel", "retry")) {
      other
          .http()
          .post()
          .uri(other.path("/executions/" + execution + "/" + what))
          .exchange()
          .expectStatus()
          .isNotFound();
    }

    assertThat(get("/executions/" + execution).get("pausedAt")).isNull();
  }

  @Test
  void what_completed_cannot_be_retried() {
    var execution = started(published(shortest()));
    awaitStatus(execution, "COMPLETED");

    change(execution, "retry", 409);
  }
}
