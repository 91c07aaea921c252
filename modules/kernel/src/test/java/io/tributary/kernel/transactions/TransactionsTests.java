package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.r2dbc.pool.ConnectionPool;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@ModuleTest
class TransactionsTests {
  private static final String WHOSE =
      "SELECT coalesce(nullif(current_setting('tributary.workspace_id', true), ''), 'nobody')";

  @Autowired Transactions transactions;
  @Autowired R2dbcTransactionManager manager;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;

  @Autowired
  @Qualifier("appPool")
  ConnectionPool appPool;

  @Test
  void a_transaction_knows_its_tenant_and_leaves_no_trace_of_it_on_the_connection() {
    for (int i = 0; i < 20; i++) {
      var workspace = new WorkspaceId(ids.next());
      assertThat(transactions.inWorkspace(workspace, text(WHOSE)).block())
          .isEqualTo(workspace.toString());
    }
    var traces =
        Flux.range(0, 20)
            .flatMap(
                i ->
                    Mono.usingWhen(
                        appPool.create(),
                        connection ->
                            Flux.from(connection.createStatement(WHOSE).execute())
                                .flatMap(result -> result.map(row -> row.get(0, String.class)))
                                .next(),
                        connection -> connection.close()),
                5)
            .collectList()
            .block();

    assertThat(traces).containsOnly("nobody");
  }

  /// Violated when the transaction commits, after all rows have been given out.
  @Test
  void a_statement_has_committed_when_it_completes() throws SQLException {
    asOwner(
        "CREATE TABLE kernel.late_check (id integer UNIQUE DEFERRABLE INITIALLY DEFERRED)",
        "GRANT SELECT, INSERT ON kernel.late_check TO tributary_worker");
    try {
      assertThat(inserted(1, 2)).containsExactly(1, 2);
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> inserted(3, 3))
          .withStackTraceContaining("late_check");
      assertThat(inserted(3)).containsExactly(3);
    } finally {
      asOwner("DROP TABLE kernel.late_check");
    }
  }

  private List<Integer> inserted(Integer... numbers) {
    return transactions
        .statementAsWorker(
            db.sql("INSERT INTO kernel.late_check SELECT * FROM unnest(:ids) RETURNING id")
                .bind("ids", numbers)
                .mapValue(Integer.class)
                .all()
                .collectList())
        .block();
  }

  private static void asOwner(String... statements) throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// A batch of a listener computes on the thread that brings its rows.
  @Test
  void what_callers_wait_for_shares_no_thread_with_the_work_of_the_system() {
    var workspace = new WorkspaceId(ids.next());

    for (int i = 0; i < 10; i++) {
      assertThat(transactions.asWorker(thread()).block()).startsWith("reactor-tcp");
      assertThat(transactions.statementAsWorker(thread()).block()).startsWith("db-callers");
      assertThat(transactions.inWorkspace(workspace, thread()).block()).startsWith("db-callers");
    }
  }

  private Mono<String> thread() {
    return db.sql("SELECT 1").map(row -> Thread.currentThread().getName()).one();
  }

  @Test
  void a_read_knows_its_tenant_cannot_write_and_leaves_no_trace_of_either() {
    var workspace = new WorkspaceId(ids.next());

    assertThat(transactions.readInWorkspace(workspace, text(WHOSE)).block())
        .isEqualTo(workspace.toString());
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> transactions.readInWorkspace(workspace, insert(workspace)).block())
        .withStackTraceContaining("read-only transaction");
    assertThat(stored(workspace)).isZero();
    // one after the other on the same connection: the pool gives out the one that came back last
    for (int i = 0; i < 10; i++) {
      var other = new WorkspaceId(ids.next());
      transactions.readInWorkspace(workspace, text("SELECT 'read'")).block();
      transactions.inWorkspace(other, insert(other)).block();
      assertThat(stored(other)).isEqualTo(1);
    }
  }

  @Test
  void a_read_that_fails_leaves_its_connection_without_a_tenant() {
    var workspace = new WorkspaceId(ids.next());
    for (int i = 0; i < 10; i++) {
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(
              () -> transactions.readInWorkspace(workspace, text("SELECT (1 / 0)::text")).block());
      assertThat(
              Mono.usingWhen(
                      appPool.create(),
                      connection ->
                          Flux.from(connection.createStatement(WHOSE).execute())
                              .flatMap(result -> result.map(row -> row.get(0, String.class)))
                              .next(),
                      connection -> connection.close())
                  .block())
          .isEqualTo("nobody");
    }
  }

  @Test
  void a_read_joins_its_tenants_transaction_and_lets_nothing_else_join_its_own() {
    var workspace = new WorkspaceId(ids.next());
    var other = new WorkspaceId(ids.next());
    var current = text("SELECT pg_current_xact_id()::text");
    var both =
        transactions
            .inWorkspace(
                workspace, current.zipWhen(id -> transactions.readInWorkspace(workspace, current)))
            .block();
    assertThat(both.getT1()).isEqualTo(both.getT2());

    for (var inner :
        List.of(
            transactions.inWorkspace(workspace, text(WHOSE)),
            transactions.readInWorkspace(other, text(WHOSE)),
            transactions.asWorker(text(WHOSE)))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> transactions.readInWorkspace(workspace, inner).block());
    }
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                transactions
                    .inWorkspace(other, transactions.readInWorkspace(workspace, text(WHOSE)))
                    .block());
  }

  @Test
  void requests_and_workers_come_as_roles_of_their_own_without_power() {
    var workspace = new WorkspaceId(ids.next());

    assertThat(transactions.inWorkspace(workspace, text("SELECT current_user::text")).block())
        .isEqualTo("tributary_app");
    assertThat(transactions.asWorker(text("SELECT current_user::text")).block())
        .isEqualTo("tributary_worker");
    assertThat(
            transactions
                .asWorker(
                    text(
                        """
                        SELECT count(*)::text FROM pg_roles
                        WHERE rolname LIKE 'tributary\\_%' AND rolname <> 'tributary_owner'
                          AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)
                        """))
                .block())
        .isEqualTo("0");
  }

  @Test
  void a_statement_outside_a_transaction_is_refused() {
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> text("SELECT 'x'").block())
        .withStackTraceContaining("a statement outside a transaction");
  }

  @Test
  void a_transaction_of_another_kind_inside_is_a_bug_and_one_of_the_same_kind_joins() {
    var one = new WorkspaceId(ids.next());
    var other = new WorkspaceId(ids.next());

    for (var inner :
        List.of(transactions.inWorkspace(other, text(WHOSE)), transactions.asWorker(text(WHOSE)))) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> transactions.inWorkspace(one, inner).block());
    }
    var transactionIds =
        transactions
            .inWorkspace(
                one,
                text("SELECT pg_current_xact_id()::text")
                    .zipWhen(
                        id ->
                            transactions.inWorkspace(
                                one, text("SELECT pg_current_xact_id()::text"))))
            .block();
    assertThat(transactionIds.getT1()).isEqualTo(transactionIds.getT2());
  }

  @Test
  void who_goes_away_in_the_middle_leaves_a_whole_transaction_and_a_full_pool() {
    var workspace = new WorkspaceId(ids.next());
    var rows = 30;
    for (int i = 0; i < rows; i++) {
      transactions
          .inWorkspace(
              workspace,
              insert(workspace).then(text("SELECT pg_sleep(0.05)::text")).then(insert(workspace)))
          .subscribe()
          .dispose();
    }

    Awaitility.await().untilAsserted(() -> assertThat(stored(workspace)).isEqualTo(2 * rows));
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(appPool.getMetrics().orElseThrow().acquiredSize()).isZero());
  }

  @Test
  void who_goes_away_in_the_middle_of_large_reads_leaves_connections_that_work() {
    var workspace = new WorkspaceId(ids.next());
    for (int i = 0; i < 30; i++) {
      var read =
          transactions
              .inWorkspace(
                  workspace,
                  db.sql("SELECT repeat('x', 200) FROM generate_series(1, 5000)")
                      .mapValue(String.class)
                      .all()
                      .collectList())
              .subscribe();
      read.dispose();
    }

    Awaitility.await()
        .untilAsserted(
            () -> assertThat(appPool.getMetrics().orElseThrow().acquiredSize()).isZero());
    var answers =
        Flux.range(0, 50)
            .flatMap(i -> transactions.inWorkspace(workspace, text("SELECT 'well'")), 10)
            .collectList()
            .block(Duration.ofSeconds(20));
    assertThat(answers).hasSize(50).containsOnly("well");
  }

  @Test
  void a_caller_is_answered_when_its_patience_ends_and_its_transaction_goes_on() {
    var workspace = new WorkspaceId(ids.next());
    var impatient =
        new ScopedTransactions(
            TransactionalOperator.create(manager),
            new Bulkhead(10),
            new Bulkhead(10),
            new Bulkhead(10),
            Duration.ofMillis(50));

    assertThatExceptionOfType(Overloaded.class)
        .isThrownBy(
            () ->
                impatient
                    .inWorkspace(
                        workspace, text("SELECT pg_sleep(1)::text").then(insert(workspace)))
                    .block());

    Awaitility.await().untilAsserted(() -> assertThat(stored(workspace)).isEqualTo(1));
  }

  @Test
  void more_callers_than_there_is_room_for_are_refused_at_once_and_the_others_are_served() {
    var workspace = new WorkspaceId(ids.next());
    var small =
        new ScopedTransactions(
            TransactionalOperator.create(manager),
            new Bulkhead(10),
            new Bulkhead(10),
            new Bulkhead(10),
            Duration.ofSeconds(20));
    var outcomes =
        Flux.fromStream(IntStream.range(0, 200).boxed())
            .flatMap(
                i ->
                    small
                        .inWorkspace(
                            workspace, text("SELECT pg_sleep(0.3)::text").thenReturn("served"))
                        .onErrorReturn(Overloaded.class, "refused"),
                200)
            .collectList()
            .block();

    assertThat(outcomes).filteredOn("served"::equals).hasSize(10);
    assertThat(outcomes).filteredOn("refused"::equals).hasSize(190);
  }

  @Test
  void killed_connections_are_found_and_replaced() {
    var workspace = new WorkspaceId(ids.next());
    for (int round = 0; round < 3; round++) {
      assertThat(served(workspace)).isEqualTo(20);
      transactions
          .asWorker(
              text(
                  """
                  SELECT count(pg_terminate_backend(pid))::text FROM pg_stat_activity
                  WHERE pid <> pg_backend_pid() AND usename = 'tributary_worker' AND query NOT LIKE 'LISTEN%'
                  """))
          .block();
      Awaitility.await()
          .ignoreExceptions()
          .untilAsserted(() -> assertThat(served(workspace)).isEqualTo(20));
    }
  }

  private Long served(WorkspaceId workspace) {
    return Flux.range(0, 10)
        .flatMap(
            i ->
                Mono.zip(
                    transactions.inWorkspace(workspace, text("SELECT 'well'")),
                    transactions.asWorker(text("SELECT 'well'"))),
            10)
        .flatMapIterable(answers -> List.of(answers.getT1(), answers.getT2()))
        .filter("well"::equals)
        .count()
        .block(Duration.ofSeconds(20));
  }

  @Test
  void row_level_security_refuses_a_row_for_another_workspace() {
    var one = new WorkspaceId(ids.next());
    var other = new WorkspaceId(ids.next());

    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> transactions.inWorkspace(one, insert(other)).block())
        .withStackTraceContaining("row-level security");
    assertThat(stored(other)).isZero();
  }

  /// The outbox serves as a table that tenants may write.
  private Mono<Void> insert(WorkspaceId workspace) {
    return db.sql(
            """
            INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload)
            VALUES (:workspace, :id, 'nobody', 'none', '{}')
            """)
        .bind("workspace", workspace.value())
        .bind("id", UUID.randomUUID())
        .then();
  }

  private Long stored(WorkspaceId workspace) {
    return transactions
        .asWorker(
            db.sql("SELECT count(*) FROM kernel.outbox WHERE workspace_id = :workspace")
                .bind("workspace", workspace.value())
                .mapValue(Long.class)
                .one())
        .block();
  }

  private Mono<String> text(String sql) {
    return db.sql(sql).mapValue(String.class).one();
  }
}
