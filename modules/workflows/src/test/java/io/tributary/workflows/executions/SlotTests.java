package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class SlotTests extends EngineTest {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired MeterRegistry meters;
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();
  private volatile Sinks.Empty<Void> gate = Sinks.empty();
  private Seeds seeds;

  @BeforeEach
  void measure() {
    seeds = new Seeds(transactions, db, ids);
    gate = Sinks.empty();
    now.set(0);
    most.set(0);
  }

  /// Answers after `delay`, and notes how many calls are under way at a time.
  private void answersAfter(Mono<?> delay) {
    answersAfterWork(
        Mono.defer(
            () -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              return delay.then(Mono.fromRunnable(now::decrementAndGet));
            }));
  }

  private static void answersAfterWork(Mono<Void> work) {
    TARGET.answer(count -> new Answer(200, "{}", "", work));
  }

  private static Graph calling(int limit, String policy) {
    return calling().settings(Map.of("concurrency", Map.of("limit", limit, "policy", policy)));
  }

  private static Graph calling() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node(
            "h",
            "ACTION_HTTP_REQUEST",
            Map.of(
                "method",
                "POST",
                "url",
                TARGET.url("/slow"),
                "body",
                Map.of("n", "{{variables.n}}"),
                "retry",
                Map.of("attempts", 1)))
        .node("z", "CONTROL_END")
        .edge("t", "h")
        .edge("h", "z");
  }

  private long open(Tenant of) {
    return seeds.count("execution_queue", of.workspaceId());
  }

  private void awaitEmpty() {
    await(() -> open(tenant) == 0);
    await(() -> seeds.count("execution_slot", tenant.workspaceId()) == 0);
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(45))
        .pollInterval(Duration.ofMillis(50))
        .until(condition);
  }

  private List<String> statuses(String workflow) {
    return items("/executions?limit=100&workflowId=" + workflow).stream()
        .map(item -> (String) item.get("status"))
        .sorted()
        .toList();
  }

  private void batch(String workflow, int count) {
    post(
        "/workflows/" + workflow + "/executions/batch",
        Map.of("items", IntStream.range(0, count).mapToObj(i -> Map.of()).toList()));
  }

  private String slow(String workflow, String n) {
    return started(workflow, Map.of("input", Map.of("n", n)));
  }

  private void awaitCalls(int count) {
    await(() -> TARGET.asked.size() >= count);
  }

  @Test
  void fifty_executions_run_two_at_a_time_and_all_of_them() {
    answersAfter(Mono.delay(Duration.ofMillis(5)));
    var workflow = published(calling(2, "QUEUE"));

    batch(workflow, 50);

    awaitEmpty();
    assertThat(new HashSet<>(statuses(workflow))).containsExactly("COMPLETED");
    assertThat(TARGET.asked).hasSize(50);
    assertThat(most).hasValue(2);
  }

  @Test
  void those_that_wait_go_by_priority_and_then_by_age() {
    answersAfter(gate.asMono());
    var workflow = published(calling(1, "QUEUE"));
    slow(workflow, "first");
    awaitCalls(1);
    for (var n : List.of("normal-1", "normal-2")) {
      slow(workflow, n);
      var held = n.endsWith("1") ? 1 : 2;
      await(() -> heldRows() == held);
    }
    started(workflow, Map.of("priority", "LOW", "input", Map.of("n", "low")));
    await(() -> heldRows() == 3);
    started(workflow, Map.of("priority", "HIGH", "input", Map.of("n", "high")));
    await(() -> heldRows() == 4);
    assertThat(statuses(workflow)).filteredOn("QUEUED"::equals).hasSize(4);

    gate.tryEmitEmpty();

    awaitEmpty();
    assertThat(TARGET.asked.stream().map(HttpTarget.Asked::body))
        .containsExactly(
            "{\"n\":\"first\"}",
            "{\"n\":\"high\"}",
            "{\"n\":\"normal-1\"}",
            "{\"n\":\"normal-2\"}",
            "{\"n\":\"low\"}");
    assertThat(most).hasValue(1);
  }

  private long heldRows() {
    return transactions
        .asWorker(
            db.sql("SELECT count(*) FROM workflows.execution_slot WHERE workspace_id = :w AND held")
                .bind("w", tenant.workspaceId())
                .mapValue(Long.class)
                .one())
        .block();
  }

  @Test
  void one_too_many_is_skipped() {
    answersAfter(gate.asMono());
    var workflow = published(calling(1, "SKIP"));
    var before = meters.counter("tributary.engine.skipped").count();
    var first = slow(workflow, "first");
    awaitCalls(1);

    var second = slow(workflow, "second");

    assertThat(awaitStatus(second, "CANCELLED").get("outcome")).isEqualTo("skipped");
    assertThat(items("/executions/" + second + "/logs")).isNotEmpty();
    assertThat(meters.counter("tributary.engine.skipped").count()).isEqualTo(before + 1);
    gate.tryEmitEmpty();
    awaitStatus(first, "COMPLETED");
    awaitEmpty();
    awaitStatus(slow(workflow, "third"), "COMPLETED");
  }

  @Test
  void the_previous_one_is_cancelled_and_its_call_broken_off() {
    answersAfter(gate.asMono());
    var workflow = published(calling(1, "CANCEL_PREVIOUS"));
    var first = slow(workflow, "first");
    awaitCalls(1);

    var second = slow(workflow, "second");

    assertThat(awaitStatus(first, "CANCELLED").get("outcome")).isEqualTo("superseded");
    awaitCalls(2);
    assertThat(items("/executions/" + first + "/steps").getLast().get("status"))
        .isEqualTo("SKIPPED");
    gate.tryEmitEmpty();
    awaitStatus(second, "COMPLETED");
    awaitEmpty();
  }

  @Test
  void of_many_that_come_at_once_the_last_ones_run() {
    answersAfter(Mono.delay(Duration.ofMillis(20)));
    var workflow = published(calling(2, "CANCEL_PREVIOUS"));

    batch(workflow, 60);

    awaitEmpty();
    var ended = items("/executions?limit=100&workflowId=" + workflow);
    assertThat(ended.getFirst().get("status")).isEqualTo("COMPLETED");
    assertThat(ended)
        .allSatisfy(
            each ->
                assertThat(each.get("status") + " " + each.get("outcome"))
                    .isIn("COMPLETED completed", "CANCELLED superseded"));
    assertThat(ended).filteredOn(each -> each.get("status").equals("COMPLETED")).isNotEmpty();
  }

  @Test
  void one_that_begins_after_a_later_one_does_not_displace_it() {
    answersAfter(gate.asMono());
    var workflow =
        published(
            calling()
                .settings(
                    Map.of(
                        "concurrency",
                        Map.of("limit", 1, "policy", "CANCEL_PREVIOUS"),
                        "debounce",
                        Map.of("seconds", 1))));
    var earlier = started(workflow, Map.of("leadId", lead("slot@example.org")));
    var later = slow(workflow, "later");

    assertThat(awaitStatus(earlier, "CANCELLED").get("outcome")).isEqualTo("superseded");
    gate.tryEmitEmpty();
    awaitStatus(later, "COMPLETED");
    awaitEmpty();
  }

  @Test
  void cancelling_gives_the_slot_to_the_next_one() {
    answersAfter(gate.asMono());
    var workflow = published(calling(1, "QUEUE"));
    var first = slow(workflow, "first");
    awaitCalls(1);
    var second = slow(workflow, "second");
    var third = slow(workflow, "third");
    await(() -> heldRows() == 2);

    post("/executions/" + second + "/cancel", Map.of());
    post("/executions/" + first + "/cancel", Map.of());

    awaitCalls(2);
    gate.tryEmitEmpty();
    awaitStatus(third, "COMPLETED");
    awaitEmpty();
  }

  @Test
  void a_workspace_has_a_limit_for_all_of_its_workflows_and_no_other_workspace() {
    answersAfter(Mono.delay(Duration.ofMillis(20)));
    seeds.run(
        """
        INSERT INTO workflows.settings (workspace_id, concurrency_limit, version, updated_at)
        VALUES ('%s', 3, 1, now())
        """
            .formatted(tenant.workspaceId()));
    var queued = published(calling(2, "QUEUE"));
    var free = published(calling());

    batch(queued, 20);
    batch(free, 20);
    awaitEmpty();

    assertThat(TARGET.asked).hasSize(40);
    assertThat(most).hasValueLessThanOrEqualTo(3);
    var limited = tenant;
    answersAfter(gate.asMono());
    batch(free, 10);
    await(() -> now.get() == 3);
    tenant = Tenant.create(client);
    batch(published(calling()), 10);
    await(() -> now.get() == 13);
    gate.tryEmitEmpty();
    awaitEmpty();
    await(() -> open(limited) == 0);
  }

  @Test
  void nobody_waits_for_a_limit_that_is_gone() {
    answersAfter(gate.asMono());
    var workflow = published(calling(1, "QUEUE"));
    batch(workflow, 5);
    await(() -> heldRows() == 4);

    var read = get("/workflows/" + workflow);
    tenant
        .http()
        .put()
        .uri(tenant.path("/workflows/" + workflow))
        .header("If-Match", "\"" + read.get("version") + "\"")
        .bodyValue(Map.of("name", "Test", "definition", calling().toMap()))
        .exchange()
        .expectStatus()
        .is2xxSuccessful();
    post("/workflows/" + workflow + "/publish", Map.of());

    await(() -> now.get() == 5);
    gate.tryEmitEmpty();
    awaitEmpty();
  }

  @Test
  void one_that_another_waits_for_goes_under_its_slot() {
    seeds.run(
        """
        INSERT INTO workflows.settings (workspace_id, concurrency_limit, version, updated_at)
        VALUES ('%s', 1, 1, now())
        """
            .formatted(tenant.workspaceId()));
    var child = published(Graph.shortest());
    var parent =
        published(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("s", "ACTION_START_WORKFLOW", Map.of("workflowId", child, "wait", true))
                .node("z", "CONTROL_END")
                .edge("t", "s")
                .edge("s", "z"));

    awaitStatus(started(parent), "COMPLETED");
    awaitEmpty();
  }

  @Test
  void cancelling_and_ending_at_once_gives_each_slot_back_once() {
    answersAfterWork(
        underWay()
            .doOnNext(executions -> most.accumulateAndGet(executions, Math::max))
            .then(Mono.delay(Duration.ofMillis(3)))
            .then());
    var workflow = published(calling(3, "QUEUE"));
    var started = new ArrayList<String>();
    for (int i = 0; i < 40; i++) {
      started.add(started(workflow));
    }

    started.parallelStream()
        .filter(id -> id.hashCode() % 2 == 0)
        .forEach(
            id ->
                tenant
                    .http()
                    .post()
                    .uri(tenant.path("/executions/" + id + "/cancel"))
                    .exchange()
                    .expectStatus()
                    .value(status -> assertThat(status).isIn(200, 202, 204, 409)));

    awaitEmpty();
    assertThat(most).hasValueBetween(1, 3);
    assertThat(new HashSet<>(statuses(workflow))).isSubsetOf("COMPLETED", "CANCELLED");
    answersAfter(gate.asMono());
    batch(workflow, 10);
    await(() -> seeds.count("execution_slot", tenant.workspaceId()) == 10);
    assertThat(heldRows()).isEqualTo(7);
    gate.tryEmitEmpty();
    awaitEmpty();
  }

  /// By the database: the target may still answer a call that was broken off when the next one
  /// comes.
  private Mono<Integer> underWay() {
    return transactions.asWorker(
        db.sql(
                """
                SELECT greatest(
                  (SELECT count(*) FROM workflows.execution_slot WHERE workspace_id = :w AND NOT held),
                  (SELECT count(*) FROM workflows.execution
                   WHERE workspace_id = :w AND status IN ('RUNNING', 'WAITING')))
                """)
            .bind("w", tenant.workspaceId())
            .mapValue(Integer.class)
            .one());
  }
}
