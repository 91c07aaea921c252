package io.tributary.workflows.adapter.out.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.adapter.out.nodes.Waiters.Waiter;
import io.tributary.workflows.application.port.in.eventlog.DeliverEvents;
import io.tributary.workflows.application.port.in.eventlog.SweepEvents;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.EffectResult.Failed;
import io.tributary.workflows.application.port.out.nodes.EffectResult.Succeeded;
import io.tributary.workflows.application.port.out.nodes.EffectResult.Waiting;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.events.EventReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.r2dbc.core.DatabaseClient;

@ModuleTest
class WaitForEventTests {
  private static final String PAID = "payment.received";
  private static final Map<String, Object> ANY = Map.of("event", PAID);
  private static final Map<String, Object> OF_ADA =
      Map.of("event", PAID, "correlationId", "{{lead.email}}");
  private static final Map<String, Object> LARGE =
      Map.of("event", PAID, "condition", "event.data.amount > 100");

  @Autowired AutowireCapableBeanFactory beans;
  @Autowired WaitForEvent node;
  @Autowired SweepEvents sweeper;
  @Autowired DeliverEvents deliverer;
  @Autowired DatabaseClient db;
  private final UUID workspace = UUID.randomUUID();
  private Waiters waiters;

  @BeforeEach
  void wire() {
    waiters = beans.createBean(Waiters.class);
  }

  private Waiter waiter(Map<String, Object> config, String... handles) {
    var waiter = waiters.waiter(workspace, config, handles);
    waiter.more = visit -> visit.value("lead", Map.of("email", "ada@example.com"));
    return waiter;
  }

  private UUID post(String correlation, Object amount) {
    return waiters.post(workspace, PAID, correlation, Map.of("amount", amount));
  }

  private static Object idOf(EffectResult result) {
    return result instanceof Succeeded done
        ? UUID.fromString((String) done.output().get("id"))
        : result;
  }

  private static void assertWaits(EffectResult result) {
    assertThat(result).isInstanceOf(Waiting.class);
  }

  private long subscriptions() {
    return waiters.count(workspace, "");
  }

  @Test
  void an_event_that_comes_later_ends_the_wait_and_is_its_output() {
    var waiter = waiter(OF_ADA);
    assertThat(waiter.settle())
        .isEqualTo(new Waiting(null, Map.of("correlationId", "ada@example.com")));

    var id = post("ada@example.com", 120);

    var done = (Succeeded) waiter.awaitAndResume();
    assertThat(done.handle()).isNull();
    assertThat(done.output())
        .containsEntry("id", id.toString())
        .containsEntry("name", PAID)
        .containsEntry("correlationId", "ada@example.com")
        .containsEntry("data", Map.of("amount", 120))
        .containsKey("createdAt");
    assertThat(subscriptions()).isZero();
  }

  @Test
  void an_event_that_came_before_the_wait_but_after_the_start_is_found() {
    post("ada@example.com", 1);
    var waiter = waiter(OF_ADA);
    waiters.post(workspace, "payment.refused", "ada@example.com", Map.of());
    post("bob@example.com", 2);
    var third = post("ada@example.com", 3);
    post("ada@example.com", 4);

    assertThat(idOf(waiter.settle())).isEqualTo(third);
  }

  @Test
  void an_event_that_comes_while_the_wait_begins_is_delivered_once() {
    var waiter = waiter(ANY);
    assertWaits(waiter.run());
    var id = post(null, 1);
    Awaitility.await().until(() -> !waiters.inWorker(waiter.signals()).isEmpty());

    // it is stored, and it has arrived
    assertThat(idOf(waiter.resume())).isEqualTo(id);
    assertThat(subscriptions()).isZero();
  }

  @Test
  void every_execution_that_waits_gets_it() {
    var all = IntStream.range(0, 3).mapToObj(i -> waiter(i == 0 ? OF_ADA : ANY)).toList();
    all.forEach(Waiter::settle);

    var id = post("ada@example.com", 1);

    assertThat(all).allSatisfy(one -> assertThat(idOf(one.awaitAndResume())).isEqualTo(id));
  }

  @Test
  void events_about_others_or_of_other_workspaces_or_names_are_not_heard() {
    var waiter = waiter(OF_ADA);
    var later = waiter(ANY);
    waiter.settle();
    later.settle();

    waiters.post(UUID.randomUUID(), PAID, "ada@example.com", Map.of());
    waiters.post(workspace, "payment.receive", "ada@example.com", Map.of());
    post(null, 1);
    post("Ada@example.com", 1);

    // the second wait has heard, so the first one would have
    assertThat(later.awaitAndResume()).isInstanceOf(Succeeded.class);
    assertThat(waiters.inWorker(waiter.signals())).isEmpty();
  }

  @Test
  void only_events_for_which_the_condition_holds_end_the_wait() {
    var stored = waiter(LARGE);
    post(null, 100);
    assertWaits(stored.settle());

    post(null, 50);
    assertWaits(stored.awaitAndResume());
    post(null, "a lot");
    assertWaits(stored.awaitAndResume());
    var id = post(null, 101);
    assertThat(idOf(stored.awaitAndResume())).isEqualTo(id);
  }

  @Test
  void a_structured_condition_reads_the_event_and_the_rest() {
    var waiter =
        waiter(
            Map.of(
                "event",
                PAID,
                "condition",
                Map.of(
                    "all",
                    List.of(
                        Map.of("field", "event.data.amount", "operator", "gte", "value", 10),
                        Map.of("field", "lead.email", "operator", "contains", "value", "ada")))));
    post(null, 9);
    var id = post(null, 10);

    assertThat(idOf(waiter.settle())).isEqualTo(id);
  }

  @Test
  void however_many_stored_events_do_not_fit_the_one_that_does_is_found() {
    var waiter = waiter(LARGE);
    for (int i = 0; i < 250; i++) {
      post(null, 1);
    }
    var id = post(null, 1_000);

    assertThat(idOf(waiter.settle())).isEqualTo(id);
  }

  @Test
  void however_many_events_arrive_at_once_the_one_that_fits_is_found() {
    var waiter = waiter(LARGE);
    waiter.settle();
    for (int i = 0; i < 250; i++) {
      post(null, 1);
    }
    var id = post(null, 1_000);
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> waiters.inWorker(waiter.signals()).size() == 251);

    assertThat(idOf(waiter.onward(waiter.resume()))).isEqualTo(id);
  }

  @Test
  void a_wait_that_takes_too_long_goes_on_by_its_edge() {
    var waiter = waiter(Map.of("event", PAID, "timeout", Map.of("hours", 1)), "timeout");
    var waits = (Waiting) waiter.settle();
    assertThat(waits.delay()).isEqualTo(Duration.ofHours(1));

    waiter.now = waiter.now.plus(Duration.ofHours(1));

    assertThat(waiter.resume()).isEqualTo(new Succeeded(Map.of(), "timeout", Map.of(), null, 0));
    assertThat(subscriptions()).isZero();
  }

  @Test
  void without_such_an_edge_it_fails() {
    var waiter = waiter(Map.of("event", PAID, "timeout", Map.of("hours", 1)));
    waiter.settle();

    waiter.now = waiter.now.plus(Duration.ofHours(2));

    assertThat(((Failed) waiter.resume()).failure().kind()).isEqualTo(FailureKind.WAIT_TIMEOUT);
    assertThat(subscriptions()).isZero();
  }

  @Test
  void an_event_that_arrived_before_anybody_noticed_that_it_is_too_late_counts() {
    var waiter = waiter(Map.of("event", PAID, "timeout", Map.of("hours", 1)), "timeout");
    waiter.settle();
    var id = post(null, 1);
    waiter.now = waiter.now.plus(Duration.ofHours(2));

    assertThat(idOf(waiter.awaitAndResume())).isEqualTo(id);
  }

  @Test
  void events_that_do_not_fit_do_not_put_the_end_off() {
    var waiter =
        waiter(
            Map.of(
                "event",
                PAID,
                "condition",
                "event.data.amount > 100",
                "timeout",
                Map.of("hours", 1)),
            "timeout");
    waiter.settle();
    post(null, 1);
    waiter.now = waiter.now.plus(Duration.ofHours(1));

    assertThat(((Succeeded) waiter.awaitAndResume()).handle()).isEqualTo("timeout");
  }

  @Test
  void called_early_without_a_signal_it_waits_on_until_the_same_end() {
    var waiter = waiter(Map.of("event", PAID, "timeout", Map.of("hours", 1)), "timeout");
    waiter.settle();
    waiter.now = waiter.now.plus(Duration.ofMinutes(59));

    assertThat(((Waiting) waiter.onward(waiter.resume())).delay()).isEqualTo(Duration.ofMinutes(1));
    assertThat(subscriptions()).isOne();
  }

  @Test
  void called_without_a_signal_it_makes_up_for_a_subscription_that_was_lost() {
    var waiter = waiter(ANY);
    waiter.settle();
    waiters.inWorker(
        db.sql("DELETE FROM workflows.event_subscription WHERE workspace_id = :workspace")
            .bind("workspace", workspace)
            .fetch()
            .rowsUpdated());
    var id = post(null, 1);

    assertThat(idOf(waiter.onward(waiter.resume()))).isEqualTo(id);
  }

  @Test
  void a_node_that_is_come_to_again_does_not_take_the_same_event_again() {
    var waiter = waiter(ANY);
    var first = post(null, 1);
    var done = (Succeeded) waiter.settle();
    assertThat(idOf(done)).isEqualTo(first);

    waiter.step = UUID.randomUUID();
    waiter.more = visit -> visit.times(2).value("steps", Map.of("n", done.output()));
    assertWaits(waiter.settle());
    var second = post(null, 2);
    assertThat(idOf(waiter.awaitAndResume())).isEqualTo(second);
  }

  @Test
  void an_event_that_a_node_had_is_not_taken_again_when_it_is_delivered_late() {
    var waiter = waiter(ANY);
    var first = post(null, 1);
    var done = (Succeeded) waiter.settle();
    waiter.step = UUID.randomUUID();
    waiter.more = visit -> visit.times(2).value("steps", Map.of("n", done.output()));
    assertWaits(waiter.settle());

    waiters.inWorker(
        deliverer
            .deliver(
                List.of(
                    new EventReceived(
                        UUID.randomUUID(), workspace, Instant.now(), first, PAID, null, null)))
            .thenReturn(true));

    assertWaits(waiter.awaitAndResume());
    assertThat(subscriptions()).isOne();
  }

  @Test
  void who_waited_in_an_execution_that_ended_is_forgotten_by_the_next_event() {
    var gone = waiter(ANY);
    var live = waiter(ANY);
    gone.settle();
    live.settle();
    gone.ends();

    post(null, 1);

    live.awaitAndResume();
    assertThat(subscriptions()).isZero();
  }

  @Test
  void who_waited_in_an_execution_that_ended_is_swept_away_without_an_event() {
    var gone = waiter(ANY);
    var live = waiter(ANY);
    gone.settle();
    live.settle();
    gone.ends();

    Awaitility.await().until(() -> sweeper.sweepUnlessRunning().block() != null);

    assertThat(waiters.count(workspace, " AND step_id = '" + gone.step + "'")).isZero();
    assertThat(waiters.count(workspace, " AND step_id = '" + live.step + "'")).isOne();
  }

  @Test
  void thousands_that_wait_are_all_told() {
    waiters.inWorker(
        db.sql(
                """
                WITH made AS (
                  SELECT gen_random_uuid() AS execution_id, gen_random_uuid() AS step_id, n
                  FROM generate_series(1, 2500) AS n
                ), queued AS (
                  INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at)
                  SELECT :workspace, execution_id, now() + interval '1 day' FROM made
                )
                INSERT INTO workflows.event_subscription
                  (workspace_id, step_id, execution_id, name, correlation_id, created_at)
                SELECT :workspace, step_id, execution_id, 'many', CASE n % 2 WHEN 0 THEN 'x' END, now()
                FROM made
                """)
            .bind("workspace", workspace)
            .fetch()
            .rowsUpdated());

    waiters.post(workspace, "many", "x", Map.of());

    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(told()).isEqualTo("2500 1"));
  }

  private String told() {
    return waiters.inWorker(
        db.sql(
                """
                SELECT count(*) || ' ' || coalesce(max(jsonb_array_length(signals)), 0)
                FROM workflows.execution_queue
                WHERE workspace_id = :workspace AND signals IS NOT NULL AND due_at <= now()
                """)
            .bind("workspace", workspace)
            .mapValue(String.class)
            .one());
  }

  @Test
  void of_events_that_race_with_those_who_begin_to_wait_none_is_missed_and_none_comes_twice()
      throws Exception {
    var all =
        IntStream.range(0, 200)
            .mapToObj(
                i -> waiters.waiter(workspace, Map.of("event", PAID, "correlationId", "c" + i)))
            .toList();
    var jobs = new ArrayList<Runnable>();
    var begun = Collections.synchronizedList(new ArrayList<EffectResult>());
    for (int i = 0; i < all.size(); i++) {
      var waiter = all.get(i);
      var correlation = "c" + i;
      jobs.add(() -> begun.add(waiter.settle()));
      jobs.add(() -> post(correlation, 1));
    }
    Collections.shuffle(jobs, new Random(7));

    try (var threads = Executors.newFixedThreadPool(6)) {
      for (Future<?> done : jobs.stream().map(threads::submit).toList()) {
        done.get();
      }
    }

    assertThat(begun).hasSize(200);
    // those whose wait was not over at once were told
    for (var waiter : all) {
      if (waiters.count(workspace, " AND step_id = '" + waiter.step + "'") == 1) {
        assertThat(waiter.awaitAndResume()).isInstanceOf(Succeeded.class);
      }
    }
    assertThat(subscriptions()).isZero();
  }

  @Test
  void a_correlation_id_that_is_empty_once_rendered_fails_and_does_not_mean_any() {
    var visit = VisitOf.config(OF_ADA).value("lead", Map.of()).visit();

    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> node.run(visit))
        .withMessageContaining("empty");
  }

  @Test
  void every_fault_is_told_at_once() {
    var faults = new Faults();
    node.check(
        Map.of(
            "event",
            "Payment",
            "correlationId",
            "",
            "condition",
            Map.of("field", "event.data.amount", "operator", "bigger", "value", 1),
            "timeout",
            Map.of("weeks", 1),
            "x",
            1),
        faults);
    node.check(Map.of("condition", "event.", "timeout", "soon"), faults.at("b"));

    assertThat(faults.all().stream().map(fault -> fault.pointer() + " " + fault.code()))
        .containsExactlyInAnyOrder(
            "/x unknown-property",
            "/event invalid",
            "/correlationId required",
            "/condition/operator unknown-operator",
            "/timeout/weeks unknown-property",
            "/timeout required",
            "/b/event required",
            "/b/condition invalid-expression",
            "/b/timeout wrong-type");
  }
}
