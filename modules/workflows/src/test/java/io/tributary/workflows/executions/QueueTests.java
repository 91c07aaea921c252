package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.testsupport.TestDatabase;
import io.tributary.workflows.application.port.in.executions.StartExecutions;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue;
import io.tributary.workflows.application.port.out.executions.ExecutionQueue.Claim;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Lease;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// The queue by itself: no engine runs here.
@ModuleTest
class QueueTests {
  @Autowired ExecutionQueue queue;
  @Autowired StartExecutions starts;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired WebTestClient client;
  private final UUID me = UUID.randomUUID();

  /// Others may have left executions behind that no engine took.
  @BeforeEach
  @AfterEach
  void empty() {
    run("DELETE FROM workflows.execution_queue");
  }

  private void run(String sql) {
    transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }

  private void start(UUID workspace, String... keys) {
    var workflow = UUID.nameUUIDFromBytes(new byte[] {1});
    var wanted =
        Arrays.stream(keys)
            .map(
                key ->
                    new Start(
                        workspace,
                        workflow,
                        1,
                        "TRIGGER_MANUAL",
                        key,
                        null,
                        null,
                        null,
                        Map.of("n", "ü\uD83D\uDE00")))
            .toList();
    transactions.asWorker(starts.start(wanted)).block();
  }

  private static String[] keys(int count) {
    return IntStream.range(0, count).mapToObj(i -> "k" + i).toArray(String[]::new);
  }

  private Mono<List<StoredExecution>> claim(UUID after, int rows) {
    return queue.claim(new Claim(me, after, List.of(), rows));
  }

  @Test
  void what_was_started_under_a_key_is_not_started_again() {
    var workspace = UUID.randomUUID();
    start(workspace, "a", "b");
    start(workspace, "b", "c", "c");

    assertThat(transactions.asWorker(claim(null, 10)).block()).hasSize(3);
  }

  @Test
  void two_claims_at_once_do_not_overlap() {
    start(UUID.randomUUID(), keys(30));
    var first = new ArrayList<StoredExecution>();
    var gate = Sinks.<Integer>one();
    var holding =
        transactions
            .asWorker(
                claim(null, 20)
                    .doOnNext(first::addAll)
                    .doOnNext(rows -> gate.tryEmitValue(rows.size()))
                    .delayElement(Duration.ofMillis(500)))
            .toFuture();
    gate.asMono().block();

    var second = transactions.asWorker(claim(null, 20)).block();

    holding.join();
    assertThat(first).hasSize(20);
    assertThat(second).hasSize(10);
    assertThat(first.stream().map(StoredExecution::id))
        .doesNotContainAnyElementsOf(second.stream().map(StoredExecution::id).toList());
  }

  @Test
  void a_workspace_with_a_long_queue_leaves_room_for_others() {
    var busy = UUID.randomUUID();
    start(busy, keys(200));
    var quiet = IntStream.range(0, 4).mapToObj(i -> UUID.randomUUID()).toList();
    quiet.forEach(workspace -> start(workspace, "only"));

    var claimed = transactions.asWorker(claim(null, 50)).block();

    assertThat(claimed).extracting(StoredExecution::workspaceId).containsAll(quiet);
    assertThat(claimed.stream().filter(e -> e.workspaceId().equals(busy))).hasSize(10);
  }

  @Test
  void the_one_due_longest_is_claimed_though_its_turn_is_over() {
    var workspace = new UUID(0x1000, 1);
    start(workspace, "a");

    assertThat(transactions.asWorker(claim(new UUID(-1, -1), 5)).block()).hasSize(1);
    assertThat(
            transactions.asWorker(queue.claim(new Claim(me, null, List.of(workspace), 5))).block())
        .isEmpty();
  }

  private StoredExecution leased(UUID owner, String until) {
    start(UUID.randomUUID(), "a");
    var execution = transactions.asWorker(claim(null, 1)).block().getFirst();
    transactions
        .asWorker(
            db.sql(
                    """
                    UPDATE workflows.execution_queue
                    SET lease_owner = :owner, lease_until = now() + :until::interval
                    """)
                .bind("owner", owner)
                .bind("until", until)
                .fetch()
                .rowsUpdated())
        .block();
    return execution;
  }

  private List<StoredExecution> hold(UUID owner, StoredExecution execution) {
    return transactions.asWorker(queue.hold(owner, List.of(execution.ref()))).block();
  }

  private List<Lease> claimedLeases() {
    return transactions.asWorker(claim(null, 1)).block().stream()
        .map(execution -> execution.claim().lease())
        .toList();
  }

  @Test
  void what_is_leased_is_held_and_claimed_by_its_owner_alone() {
    var other = ids.next();
    var execution = leased(other, "30 seconds");

    assertThat(hold(other, execution)).hasSize(1);
    assertThat(hold(me, execution)).isEmpty();
    assertThat(claimedLeases()).isEmpty();
    assertThat(
            transactions
                .asWorker(queue.reclaim(other, List.of(execution.ref())))
                .block()
                .getFirst()
                .claim()
                .lease())
        .isEqualTo(Lease.HELD);
  }

  @Test
  void a_lease_that_ran_out_makes_its_execution_due_for_all_and_says_so() {
    leased(ids.next(), "-1 seconds");
    run("UPDATE workflows.execution_queue SET due_at = 'infinity'");
    assertThat(claimedLeases()).isEmpty();

    assertThat(transactions.asWorker(queue.expire()).block()).isEqualTo(1);
    assertThat(transactions.asWorker(queue.expire()).block()).isZero();

    assertThat(claimedLeases()).containsExactly(Lease.EXPIRED);
  }

  @Test
  void a_lease_is_prolonged_for_its_owner_only_and_can_be_given_back() {
    var owner = ids.next();
    var refs = List.of(leased(owner, "1 second").ref());

    assertThat(extend(ids.next(), refs)).isEmpty();
    assertThat(extend(owner, refs)).isEqualTo(refs);
    assertThat(leaseSeconds()).isBetween(20.0, 30.0);
    transactions.asWorker(queue.release(ids.next(), refs)).block();
    assertThat(claimedLeases()).isEmpty();
    transactions.asWorker(queue.release(owner, refs)).block();

    assertThat(claimedLeases()).containsExactly(Lease.NONE);
  }

  private List<ExecutionRef> extend(UUID owner, List<ExecutionRef> refs) {
    return transactions.asWorker(queue.extend(owner, Duration.ofSeconds(30), refs)).block();
  }

  private Double leaseSeconds() {
    return transactions
        .asWorker(
            db.sql(
                    """
                    SELECT extract(epoch FROM lease_until - now())::float8 AS left
                    FROM workflows.execution_queue
                    """)
                .mapValue(Double.class)
                .one())
        .block();
  }

  @Test
  void what_only_a_signal_brings_on_is_never_next() {
    start(UUID.randomUUID(), "a");
    run("UPDATE workflows.execution_queue SET due_at = 'infinity'");

    assertThat(transactions.asWorker(queue.nextDue()).block()).isNull();
    assertThat(transactions.asWorker(claim(null, 1)).block()).isEmpty();
  }

  @Test
  void within_a_workspace_the_higher_priority_goes_first_and_then_what_is_due_longest() {
    var workspace = UUID.randomUUID();
    start(workspace, "low", "old", "young", "high");
    run(
        """
        UPDATE workflows.execution_queue q
        SET priority = CASE s.start_key WHEN 'high' THEN 0 WHEN 'low' THEN 2 ELSE 1 END,
            due_at = now() - CASE s.start_key
              WHEN 'low' THEN interval '1 day' WHEN 'old' THEN interval '1 hour'
              ELSE interval '1 minute' END
        FROM workflows.execution_start s
        WHERE s.workspace_id = q.workspace_id AND s.execution_id = q.execution_id
        """);

    var order = new ArrayList<String>();
    for (int i = 0; i < 4; i++) {
      var next = transactions.asWorker(claim(null, 1)).block().getFirst();
      order.add(keyOf(next));
      run("DELETE FROM workflows.execution_queue WHERE execution_id = '" + next.id() + "'");
    }

    assertThat(order).containsExactly("high", "old", "young", "low");
  }

  private String keyOf(StoredExecution execution) {
    return transactions
        .asWorker(
            db.sql("SELECT start_key FROM workflows.execution_start WHERE execution_id = :id")
                .bind("id", execution.id())
                .mapValue(String.class)
                .one())
        .block();
  }

  @Test
  void with_100_000_queued_a_claim_and_the_list_go_by_their_indexes() {
    var tenant = Tenant.create(client);
    transactions
        .asWorker(
            db.sql(
                    """
                    WITH made AS (
                      INSERT INTO workflows.execution
                        (workspace_id, id, workflow_id, workflow_version, status, trigger_type,
                         state, created_at)
                      SELECT CASE WHEN n % 10 = 0 THEN :tenant ELSE md5((n % 50)::text)::uuid END,
                             (substr(kernel.uuid_v7_floor(now())::text, 1, 14) || '7'
                               || substr(md5(n::text), 1, 3) || '-8' || substr(md5(n::text), 5, 3)
                               || '-' || substr(md5(n::text), 9, 12))::uuid,
                             md5((n % 7)::text)::uuid, 1, 'QUEUED', 'TRIGGER_MANUAL',
                             '{"variables": {}, "stepOutputs": {}}', now()
                      FROM generate_series(1, 100000) AS n
                      RETURNING workspace_id, id)
                    INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at)
                    SELECT workspace_id, id, now() - random() * interval '1 hour' FROM made
                    """)
                .bind("tenant", tenant.workspaceId())
                .fetch()
                .rowsUpdated())
        .block();
    analyze();

    var before = System.nanoTime();
    assertThat(transactions.asWorker(claim(null, 100)).block()).hasSizeBetween(90, 110);
    var millis = Duration.ofNanos(System.nanoTime() - before).toMillis();

    assertThat(millis).isLessThan(2_000);
    assertThat(plan(claimSql()))
        .doesNotContain("Seq Scan on execution")
        .doesNotContain("Semi Join")
        .contains("execution_queue_turns")
        .contains("execution_queue_due");
    // as a request reads: workers plan otherwise
    var list =
        planOfRequest(
            tenant,
            """
            SELECT id FROM workflows.execution
            WHERE workspace_id = '%s' AND id < 'ffffffff-ffff-ffff-ffff-ffffffffffff'
              AND workflow_id = '%s' ORDER BY id DESC LIMIT 51
            """
                .formatted(tenant.workspaceId(), "c4ca4238-a0b9-2382-0dcc-509a6f75849b"));
    // months without a row may be scanned: there is nothing to read
    assertThat(list)
        .doesNotContainPattern("Seq Scan.*rows=[1-9]")
        .containsPattern("Index.* on execution_\\d+ .*rows=51");
    run("DELETE FROM workflows.execution_queue");
    run("DELETE FROM workflows.execution");
  }

  /// As the owner of the tables, who alone may.
  private static void analyze() {
    var url = TestDatabase.url();
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(url));
        var statement = connection.createStatement()) {
      statement.execute("ANALYZE workflows.execution_queue");
      statement.execute("ANALYZE workflows.execution");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String claimSql() {
    try {
      var holder =
          Class.forName("io.tributary.workflows.adapter.out.persistence.executions.ClaimSql");
      var field = holder.getDeclaredField("CLAIM");
      field.setAccessible(true);
      return ((String) field.get(null))
          .replace(":after", "'00000000-0000-0000-0000-000000000000'")
          .replace(":busy", "'{}'::uuid[]")
          .replace(":owner", "'00000000-0000-0000-0000-000000000000'::uuid")
          .replace(":rows", "100");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private String plan(String sql) {
    return transactions.asWorker(explained(sql)).block();
  }

  private String planOfRequest(Tenant tenant, String sql) {
    return transactions.inWorkspace(new WorkspaceId(tenant.workspaceId()), explained(sql)).block();
  }

  private Mono<String> explained(String sql) {
    return db.sql("EXPLAIN (ANALYZE, COSTS OFF) " + sql)
        .mapValue(String.class)
        .all()
        // of the other months nothing is read
        .filter(line -> !line.contains("never executed"))
        .collect(Collectors.joining("\n"));
  }
}
