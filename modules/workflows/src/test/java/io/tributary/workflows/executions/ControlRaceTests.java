package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// People and the engine change the same executions at the same time.
class ControlRaceTests extends EngineTest {
  private static final int EXECUTIONS = 50;
  private static final List<String> ENDED = List.of("COMPLETED", "FAILED", "CANCELLED");

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;

  private static Graph busy() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("a", "ACTION_SET_VARIABLES", Map.of("variables", Map.of("x", "1")))
        .node(
            "h",
            "ACTION_HTTP_REQUEST",
            Map.of("method", "POST", "url", TARGET.url("/hook"), "retry", Map.of("attempts", 1)))
        .node("d", "CONTROL_DELAY", Map.of("seconds", 1))
        .node("z", "CONTROL_END")
        .edge("t", "a")
        .edge("a", "h")
        .edge("h", "d")
        .edge("d", "z");
  }

  private int change(String execution, String what) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/executions/" + execution + "/" + what))
        .exchange()
        .returnResult(String.class)
        .getStatus()
        .value();
  }

  private Map<String, Long> statuses(List<String> executions) {
    return executions.stream()
        .map(each -> (String) get("/executions/" + each).get("status"))
        .collect(
            java.util.stream.Collectors.groupingBy(
                each -> each, java.util.stream.Collectors.counting()));
  }

  private void awaitAllEnded(List<String> executions) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(500))
        .until(() -> ENDED.containsAll(statuses(executions).keySet()));
    var seeds = new Seeds(transactions, db, ids);
    assertThat(seeds.count("execution_queue", tenant.workspaceId())).isZero();
  }

  @Test
  void each_comes_to_one_end_whatever_is_done_to_it_meanwhile() throws Exception {
    TARGET.answer(
        count ->
            new Answer(
                count % 3 == 0 ? 500 : 200, "{}", "", Mono.delay(Duration.ofMillis(20)).then()));
    var workflow = published(busy());
    var executions = IntStream.range(0, EXECUTIONS).mapToObj(n -> started(workflow)).toList();
    var changes = List.of("pause", "resume", "retry", "pause", "resume", "retry");

    try (var people = Executors.newFixedThreadPool(6)) {
      for (int round = 0; round < 4; round++) {
        for (int n = 0; n < EXECUTIONS; n++) {
          var execution = executions.get(n);
          var what = n % 10 == 9 && round == 2 ? "cancel" : changes.get((n + round) % 6);
          people.submit(() -> change(execution, what));
        }
      }
    }
    executions.forEach(each -> assertThat(change(each, "resume")).isIn(200, 409));

    awaitAllEnded(executions);
    // whatever failed did so because the target said so
    assertThat(items("/executions?status=FAILED&limit=100"))
        .allMatch(each -> String.valueOf(each.get("error")).contains("500"));
  }

  @Test
  void of_many_that_retry_the_same_failure_one_does() throws Exception {
    TARGET.answer(count -> Answer.of(count == 1 ? 500 : 200));
    var execution = started(published(busy()));
    awaitStatus(execution, "FAILED");

    try (var people = Executors.newFixedThreadPool(8)) {
      var answers =
          people.invokeAll(
              IntStream.range(0, 8)
                  .<java.util.concurrent.Callable<Integer>>mapToObj(
                      n -> () -> change(execution, "retry"))
                  .toList());
      var statuses = new java.util.ArrayList<Integer>();
      for (var answer : answers) {
        statuses.add(answer.get());
      }
      assertThat(statuses).containsOnlyOnce(200).contains(409);
    }

    awaitStatus(execution, "COMPLETED");
    assertThat(TARGET.asked).hasSize(2);
  }
}
