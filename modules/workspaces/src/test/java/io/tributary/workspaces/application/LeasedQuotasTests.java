package io.tributary.workspaces.application;

import static io.tributary.workspaces.QuotaKey.EXECUTIONS;
import static io.tributary.workspaces.QuotaKey.SUBMISSIONS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workspaces.Grant;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.domain.Quota;
import io.tributary.workspaces.domain.QuotaDraft;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/// Nodes of one database, as several instances of the service: each has its own cache, blocks and
/// lane.
@ModuleTest
class LeasedQuotasTests {
  private static final Instant EVENING = Instant.parse("2026-11-21T20:00:00Z");
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
  private static final int AT_ONCE = 64;

  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired QuotaStore stored;

  private final SetClock clock = new SetClock(EVENING);
  private final LinkedSignals signals = new LinkedSignals();
  private WatchedQuotaStore store;
  private WorkspaceId workspace;
  private LeasedQuotas node;

  @BeforeEach
  void aNodeAndAWorkspace() {
    store = new WatchedQuotaStore(stored);
    workspace = new WorkspaceId(Tenant.create(client).workspaceId());
    node = startNode();
  }

  private LeasedQuotas startNode() {
    return new LeasedQuotas(
        new KnownQuotas(store, transactions),
        new QuotaLeases(store, transactions),
        signals.join(),
        clock);
  }

  @Test
  void without_a_quota_everything_is_granted_after_one_look() {
    assertThat(node.takeNow(workspace, SUBMISSIONS, 1)).as("nothing is known yet").isNull();
    take(node, 1);

    var grant = node.takeNow(workspace, SUBMISSIONS, 1_000_000);

    assertThat(grant).isEqualTo(new Grant(workspace, SUBMISSIONS, 1_000_000, null));
    assertThat(node.takeNow(workspace, EXECUTIONS, 5).isLimited()).isFalse();
    node.giveBack(grant, 1_000_000);
    assertThat(store.finds).hasValue(1);
    assertThat(store.locks).hasValue(0);
  }

  @Test
  void two_nodes_together_grant_exactly_the_limit() {
    limit(4_000, QuotaPeriod.DAY);
    var other = startNode();

    var granted = Mono.zip(takeEach(node, 5_000), takeEach(other, 5_000)).block();

    assertThat(granted.getT1() + granted.getT2()).isEqualTo(4_000);
    assertThat(used()).isEqualTo(4_000);
    assertThat(store.locks.get()).as("blocks, not single units").isLessThan(1_000);
  }

  private Mono<Integer> takeEach(LeasedQuotas from, int times) {
    return Flux.range(0, times)
        .flatMap(i -> from.take(workspace, SUBMISSIONS, 1), AT_ONCE)
        .map(Grant::units)
        .reduce(0, Integer::sum)
        .subscribeOn(Schedulers.parallel());
  }

  @Test
  void many_units_are_granted_as_far_as_there_are_any() {
    limit(10, QuotaPeriod.MONTH);

    assertThat(take(node, 7).units()).isEqualTo(7);
    assertThat(take(node, 7).units()).isEqualTo(3);
    assertThat(take(node, 7).units()).isZero();
    assertThat(used()).isEqualTo(10);
  }

  @Test
  void callers_who_come_while_a_lease_is_under_way_wait_for_it() {
    limit(100_000, QuotaPeriod.DAY);
    node.take(workspace, EXECUTIONS, 1).block();
    var gate = Sinks.<Void>empty();
    store.beforeEachLease(gate.asMono());

    var answers =
        IntStream.range(0, 200)
            .mapToObj(i -> node.take(workspace, SUBMISSIONS, 1).toFuture())
            .toList();
    gate.tryEmitEmpty();

    answers.forEach(answer -> assertThat(answer.join().units()).isEqualTo(1));
    assertThat(store.locks).as("one for the first, one for all others").hasValue(2);
    assertThat(used()).isGreaterThanOrEqualTo(200);
  }

  @Test
  void a_block_is_leased_anew_before_it_runs_dry() {
    limit(100_000, QuotaPeriod.DAY);
    take(node, 1);
    var held = used() - 1;
    var gate = Sinks.<Void>empty();
    store.beforeEachLease(gate.asMono());

    for (int i = 0; i < held; i++) {
      assertThat(node.takeNow(workspace, SUBMISSIONS, 1)).isNotNull();
    }

    assertThat(node.takeNow(workspace, SUBMISSIONS, 1)).as("it is still under way").isNull();
    gate.tryEmitEmpty();
    assertThat(take(node, 1).units()).isEqualTo(1);
    assertThat(store.locks).as("the first, and the next one in advance").hasValue(2);
  }

  @Test
  void what_is_used_up_is_refused_from_memory_until_the_next_period() {
    limit(3, QuotaPeriod.DAY);
    assertThat(take(node, 3).units()).isEqualTo(3);
    assertThat(take(node, 1).units()).isZero();
    var asked = store.locks.get();

    var refused = node.takeNow(workspace, SUBMISSIONS, 1);

    assertThat(refused.units()).isZero();
    assertThat(refused.refusal().resetsAt()).isEqualTo(MIDNIGHT);
    assertThat(store.locks).hasValue(asked);
    clock.set(MIDNIGHT.minusNanos(1));
    assertThat(take(node, 1).units()).isZero();
    clock.set(MIDNIGHT);
    assertThat(take(node, 3).units()).isEqualTo(3);
    assertThat(take(node, 1).units()).isZero();
  }

  @Test
  void held_units_expire_with_their_period() {
    limit(1_000, QuotaPeriod.DAY);
    take(node, 1);
    assertThat(used()).isGreaterThan(1);

    clock.set(MIDNIGHT);
    node.releaseIdle().block();

    assertThat(used()).as("nothing of the day before is given to this one").isZero();
    assertThat(take(node, 1_000).units()).isEqualTo(1_000);
    assertThat(take(node, 1).units()).isZero();
  }

  @Test
  void a_unit_that_is_given_back_can_be_taken_by_another_node() {
    limit(3, QuotaPeriod.DAY);
    var other = startNode();
    var grant = take(node, 3);
    assertThat(take(other, 1).units()).isZero();

    node.giveBack(grant, 2);
    assertThat(take(node, 1).units()).isEqualTo(1);
    clock.pass(Duration.ofSeconds(1));
    node.releaseIdle().block();

    assertThat(used()).isEqualTo(2);
    assertThat(take(other, 2).units()).isEqualTo(1);
  }

  @Test
  void a_unit_of_a_period_that_is_over_is_not_given_back() {
    limit(3, QuotaPeriod.DAY);
    var grant = take(node, 3);

    clock.set(MIDNIGHT);
    assertThat(take(node, 3).units()).isEqualTo(3);
    node.giveBack(grant, 3);

    assertThat(take(node, 1).units()).isZero();
    assertThat(used()).isEqualTo(3);
  }

  @Test
  void what_lies_idle_for_a_second_goes_back() {
    limit(1_000, QuotaPeriod.DAY);
    take(node, 1);
    var leased = used();
    node.releaseIdle().block();
    assertThat(used()).as("it was taken of just now").isEqualTo(leased).isGreaterThan(1);

    clock.pass(Duration.ofSeconds(1));
    node.releaseIdle().block();

    assertThat(used()).isEqualTo(1);
  }

  @Test
  void what_is_held_goes_back_when_the_node_stops() {
    limit(1_000, QuotaPeriod.DAY);
    var returns = new QuotaReturns(node);
    returns.start();
    take(node, 5);
    assertThat(used()).isGreaterThan(5);

    var stopped = new CompletableFuture<Void>();
    returns.stop(() -> stopped.complete(null));
    stopped.join();

    assertThat(used()).isEqualTo(5);
    assertThat(returns.isRunning()).isFalse();
  }

  @Test
  void what_a_crashed_node_held_counts_as_used_until_the_period_ends() {
    limit(1_000, QuotaPeriod.DAY);
    var crashing = startNode();
    take(crashing, 5);
    var lost = used() - 5;

    assertThat(lost).isBetween(1L, 16L);
    assertThat(take(node, 1_000).units()).isEqualTo((int) (1_000 - 5 - lost));
    clock.set(MIDNIGHT);
    assertThat(take(node, 1_000).units()).isEqualTo(1_000);
  }

  @Test
  void a_raised_limit_holds_on_every_node_at_once() {
    limit(1, QuotaPeriod.DAY);
    var other = startNode();
    take(node, 1);
    assertThat(take(node, 1).units()).isZero();
    assertThat(take(other, 1).units()).isZero();

    new QuotasService(store, node, transactions, clock)
        .set(workspace, SUBMISSIONS, new QuotaDraft(3, QuotaPeriod.DAY))
        .block();

    assertThat(take(node, 1).units()).isEqualTo(1);
    assertThat(take(other, 5).units()).isEqualTo(1);
  }

  @Test
  void after_a_lowered_limit_no_node_hands_out_what_it_holds() {
    limit(1_000, QuotaPeriod.DAY);
    var other = startNode();
    take(node, 1);
    take(other, 1);

    new QuotasService(store, node, transactions, clock)
        .set(workspace, SUBMISSIONS, new QuotaDraft(2, QuotaPeriod.DAY))
        .block();

    assertThat(take(node, 1).units()).isZero();
    assertThat(take(other, 1).units()).isZero();
  }

  @Test
  void a_removed_quota_limits_nothing_even_if_the_signal_was_lost() {
    limit(1, QuotaPeriod.DAY);
    take(node, 1);
    transactions.asWorker(store.delete(workspace, SUBMISSIONS)).block();
    clock.pass(Duration.ofSeconds(1));

    assertThat(take(node, 5)).isEqualTo(new Grant(workspace, SUBMISSIONS, 5, null));
  }

  @Test
  void a_quota_whose_period_was_changed_is_counted_by_the_new_one() {
    limit(5, QuotaPeriod.DAY);
    take(node, 5);
    limit(5, QuotaPeriod.MONTH);
    clock.pass(Duration.ofSeconds(1));

    assertThat(take(node, 3).window().period()).isEqualTo(QuotaPeriod.MONTH);
    assertThat(take(node, 5).units()).isEqualTo(2);
    assertThat(used()).isEqualTo(5);
  }

  @Test
  void a_lease_that_fails_fails_those_who_wait_and_the_next_one_is_tried_anew() {
    limit(10, QuotaPeriod.DAY);
    store.beforeEachLease(Mono.error(() -> new Overloaded(Duration.ofSeconds(1))));
    assertThatThrownBy(() -> take(node, 1)).isInstanceOf(Overloaded.class);

    store.beforeEachLease(Mono.empty());

    assertThat(take(node, 10).units()).isEqualTo(10);
  }

  @Test
  void a_caller_who_goes_away_takes_nothing() {
    limit(1, QuotaPeriod.DAY);
    node.take(workspace, EXECUTIONS, 1).block();
    var gate = Sinks.<Void>empty();
    store.beforeEachLease(gate.asMono());

    node.take(workspace, SUBMISSIONS, 1).subscribe().dispose();
    gate.tryEmitEmpty();

    assertThat(take(node, 1).units()).isEqualTo(1);
  }

  @Test
  void a_lease_is_no_part_of_the_transaction_that_its_caller_rolls_back() {
    limit(10, QuotaPeriod.DAY);

    assertThatThrownBy(
            () ->
                transactions
                    .asWorker(
                        node.take(workspace, SUBMISSIONS, 10)
                            .then(Mono.error(() -> new IllegalStateException("rolled back"))))
                    .block())
        .hasMessage("rolled back");

    assertThat(used()).isEqualTo(10);
    assertThat(take(node, 1).units()).isZero();
  }

  @Test
  void keys_and_workspaces_are_counted_apart() {
    limit(1, QuotaPeriod.DAY);
    var neighbour = new WorkspaceId(Tenant.create(client).workspaceId());
    put(workspace, new Quota(EXECUTIONS, 2, QuotaPeriod.DAY));
    put(neighbour, new Quota(SUBMISSIONS, 3, QuotaPeriod.DAY));

    assertThat(take(node, 9).units()).isEqualTo(1);
    assertThat(node.take(workspace, EXECUTIONS, 9).block().units()).isEqualTo(2);
    assertThat(node.take(neighbour, SUBMISSIONS, 9).block().units()).isEqualTo(3);
  }

  @Test
  void a_take_is_of_one_unit_or_more() {
    assertThatIllegalArgumentException().isThrownBy(() -> node.takeNow(workspace, SUBMISSIONS, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> node.take(workspace, SUBMISSIONS, -1));
  }

  @Test
  void a_tenant_sees_its_own_quotas_and_can_write_none() {
    var neighbour = new WorkspaceId(Tenant.create(client).workspaceId());
    put(neighbour, new Quota(SUBMISSIONS, 3, QuotaPeriod.DAY));
    limit(2, QuotaPeriod.DAY);
    take(node, 1);
    node.take(neighbour, SUBMISSIONS, 1).block();

    for (var table : new String[] {"quota", "quota_usage"}) {
      assertThat(
              inWorkspace(
                      db.sql("SELECT DISTINCT workspace_id FROM workspaces." + table)
                          .mapValue(UUID.class)
                          .all()
                          .collectList())
                  .block())
          .containsExactly(workspace.value());
      assertThatThrownBy(
              () -> inWorkspace(db.sql("DELETE FROM workspaces." + table).then()).block())
          .hasStackTraceContaining("permission denied");
    }
  }

  private <T> Mono<T> inWorkspace(Mono<T> work) {
    return transactions.inWorkspace(workspace, work);
  }

  private Grant take(LeasedQuotas from, int units) {
    return from.take(workspace, SUBMISSIONS, units).block();
  }

  private void limit(long limit, QuotaPeriod period) {
    put(workspace, new Quota(SUBMISSIONS, limit, period));
  }

  private void put(WorkspaceId owner, Quota quota) {
    transactions.asWorker(store.put(owner, quota, clock.instant())).block();
  }

  private long used() {
    return inWorkspace(store.usages(workspace, clock.instant())).block().stream()
        .filter(usage -> usage.quota().key() == QuotaKey.SUBMISSIONS)
        .mapToLong(QuotaUsage::used)
        .sum();
  }
}
