package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.ClaimWindow.Look;
import io.tributary.kernel.outbox.OutboxStore.Backlog;
import io.tributary.kernel.outbox.OutboxStore.Claim;
import io.tributary.kernel.outbox.OutboxStore.NewRow;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import reactor.core.publisher.Mono;

/// What a worker takes from the queue of a listener that nobody else works for.
@ModuleTest
class OutboxStoreTests {
  private static final Look ALL = new Look(Instant.EPOCH, 100, 1_000);

  @Autowired OutboxStore store;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;

  private String listener;
  private UUID workspace;

  @BeforeEach
  void begin() {
    workspace = ids.next();
    listener = "test." + workspace;
  }

  @Test
  void a_claim_takes_whole_rows_oldest_first_up_to_its_events() {
    insert(4, 3, 2, 1);

    var claim = claim(new Look(Instant.EPOCH, 100, 8));

    assertThat(claim.rows()).extracting(row -> row.events().size()).containsExactly(4, 3);
    assertThat(claim.found()).isEqualTo(4);
    assertThat(claim(ALL).rows()).extracting(row -> row.events().size()).containsExactly(2, 1);
    assertThat(claim(ALL)).isEqualTo(new Claim(List.of(), Instant.EPOCH, 0));
  }

  @Test
  void a_claim_looks_at_no_more_rows_than_it_may() {
    insert(1, 1, 1, 1);

    var claim = claim(new Look(Instant.EPOCH, 3, 1_000));

    assertThat(claim.rows()).hasSize(3);
    assertThat(claim.found()).isEqualTo(3);
  }

  @Test
  void a_row_that_is_larger_than_a_claim_is_taken_alone() {
    insert(50, 1);

    assertThat(claim(new Look(Instant.EPOCH, 100, 8)).rows())
        .extracting(row -> row.events().size())
        .containsExactly(50);
  }

  @Test
  void a_claim_passes_over_what_another_holds_and_what_is_before_its_window_or_not_yet_due() {
    insert(1);
    insert(2);

    var held =
        undone(
            store
                .claim(listener, new Look(Instant.EPOCH, 1, 1_000))
                .flatMap(
                    first ->
                        Mono.fromFuture(
                            transactions.asWorker(store.claim(listener, ALL)).toFuture())));

    assertThat(held.rows()).extracting(row -> row.events().size()).containsExactly(2);
    var later = new Look(held.lastDue().plusSeconds(60), 100, 1_000);
    assertThat(claim(later).rows()).isEmpty();
    // the first claim was rolled back
    var back = claim(ALL).rows();
    assertThat(back).extracting(row -> row.events().size()).containsExactly(1);

    insert(1);
    var postponed = rowsWaiting().getFirst();
    transactions.asWorker(store.postpone(postponed, Duration.ofHours(1), "not now")).block();
    assertThat(claim(ALL).rows()).isEmpty();
  }

  @Test
  void the_halves_of_a_row_replace_it_once() {
    insert(5);
    var whole = rowsWaiting().getFirst();
    var halves = whole.halves(ids.next());

    assertThat(transactions.asWorker(store.split(whole, halves)).block()).isEqualTo(1);
    assertThat(transactions.asWorker(store.split(whole, halves)).block()).isZero();

    assertThat(rowsWaiting()).containsExactlyElementsOf(halves);
    var claim = claim(ALL);
    assertThat(claim.rows()).containsExactlyElementsOf(halves);
    assertThat(claim.found()).isEqualTo(2);
  }

  @Test
  void the_backlog_counts_the_events_of_each_listener_that_is_asked_for() {
    insert(4, 3);

    var backlog =
        transactions.asWorker(store.backlog(List.of(listener, "idle")).collectList()).block();

    assertThat(backlog)
        .extracting(Backlog::listener, Backlog::depth)
        .containsExactlyInAnyOrder(tuple(listener, 7L), tuple("idle", 0L));
    assertThat(backlog).allMatch(entry -> entry.oldestSeconds() >= 0);
  }

  @Test
  void the_lag_is_the_time_for_which_the_first_event_has_been_due() {
    assertThat(lag()).isZero();
    insert(1);
    transactions
        .asWorker(store.postpone(rowsWaiting().getFirst(), Duration.ofHours(-1), "late"))
        .block();
    insert(1);
    assertThat(lag()).isBetween(Duration.ofHours(1), Duration.ofHours(2));

    transactions
        .asWorker(store.postpone(rowsWaiting().getFirst(), Duration.ofHours(1), "not now"))
        .block();
    assertThat(lag()).isLessThan(Duration.ofHours(1));
    assertThat(transactions.asWorker(store.lag(List.of())).block()).isZero();
  }

  private Duration lag() {
    return transactions.asWorker(store.lag(List.of(listener, "test.another"))).block();
  }

  @Test
  void a_claim_walks_the_index_in_order_and_deletes_where_it_has_been() {
    insert(IntStream.range(0, 2_000).map(i -> 1).toArray());

    var plan =
        explained(
            db.sql("EXPLAIN " + OutboxStore.CLAIM)
                .bind("listener", listener)
                .bind("from", Instant.EPOCH)
                .bind("rows", 8)
                .bind("events", 200));

    assertThat(plan)
        .contains("Index Scan using outbox_due on outbox", "Tid Scan on outbox")
        .doesNotContain("Seq Scan");
    assertThat(plan.substring(plan.indexOf("LockRows"), plan.indexOf("outbox_due")))
        .doesNotContain("Sort");
  }

  @Test
  void the_backlog_is_counted_along_the_index() {
    insert(IntStream.range(0, 2_000).map(i -> 1).toArray());

    var plan =
        explained(
            db.sql("EXPLAIN " + OutboxStore.BACKLOG).bind("listeners", new String[] {listener}));

    assertThat(plan)
        .containsPattern("Index Scan (using|on) outbox_due")
        .contains("Index Cond: (listener = name.name)")
        .doesNotContain("Seq Scan");
  }

  private String explained(GenericExecuteSpec statement) {
    return transactions
        .asWorker(
            statement
                .mapValue(String.class)
                .all()
                .collectList()
                .map(lines -> String.join("\n", lines)))
        .block();
  }

  private void insert(int... events) {
    var rows =
        IntStream.of(events)
            .mapToObj(
                count ->
                    new NewRow(
                        workspace,
                        ids.next(),
                        listener,
                        "test.none",
                        count,
                        OutboxRow.payloadOf(
                            IntStream.range(0, count).mapToObj(Integer::toString).toList())))
            .toList();
    transactions.asWorker(store.insert(rows)).block();
  }

  private Claim claim(Look look) {
    return transactions.asWorker(store.claim(listener, look)).block();
  }

  private List<OutboxRow> rowsWaiting() {
    return undone(store.claim(listener, ALL)).rows();
  }

  /// What `work` finds in a transaction that is rolled back.
  private Claim undone(Mono<Claim> work) {
    var found = new AtomicReference<Claim>();
    transactions
        .asWorker(work.doOnNext(found::set).then(Mono.error(new CancellationException())))
        .onErrorComplete(CancellationException.class)
        .block();
    return found.get();
  }
}
