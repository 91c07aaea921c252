package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.spi.Connection;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.RoundTrips;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Dead letters serve as rows that tenants may read.
@ModuleTest
class ScopedSelectTests {
  /// Without a predicate of its own: only row-level security stands between the workspaces.
  private static final String ALL =
      ScopedSelect.of(
          "SELECT workspace_id FROM kernel.dead_letter WHERE scope.workspace_id IS NOT NULL");

  private static final String OWN =
      ScopedSelect.of(
          """
          SELECT workspace_id FROM kernel.dead_letter
          WHERE workspace_id = scope.workspace_id ORDER BY id
          """);

  private static final String WHOSE =
      "SELECT coalesce(nullif(current_setting('tributary.workspace_id', true), ''), 'nobody')";

  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired RoundTrips trips;

  @Autowired
  @Qualifier("appPool")
  ConnectionPool appPool;

  private WorkspaceId mine;
  private WorkspaceId other;

  @BeforeEach
  void store() {
    mine = new WorkspaceId(ids.next());
    other = new WorkspaceId(ids.next());
    transactions
        .asWorker(Flux.just(mine, mine, mine, other).concatMap(this::insert).then())
        .block();
  }

  @Test
  void it_is_one_round_trip() {
    var sent = trips.of("scope.workspace_id IS NOT NULL", () -> select(mine, ALL).block());

    assertThat(sent).hasSize(1);
    assertThat(sent.getFirst()).hasSize(1);
  }

  @Test
  void a_workspace_sees_its_own_rows_even_where_the_predicate_is_left_out() {
    assertThat(select(mine, ALL).block()).hasSize(3).containsOnly(mine.value());
    assertThat(select(other, ALL).block()).hasSize(1).containsOnly(other.value());
    assertThat(select(new WorkspaceId(ids.next()), ALL).block()).isEmpty();
  }

  @Test
  void many_workspaces_at_once_on_few_connections_see_each_its_own() {
    var seen =
        Flux.range(0, 400)
            .flatMap(
                i -> {
                  var workspace = i % 2 == 0 ? mine : other;
                  return select(workspace, i % 3 == 0 ? ALL : OWN)
                      .map(rows -> Stream.concat(Stream.of(workspace.value()), rows.stream()))
                      .map(rows -> rows.distinct().count());
                },
                32)
            .collectList()
            .block();

    assertThat(seen).hasSize(400).containsOnly(1L);
  }

  @Test
  void the_setting_ends_with_the_statement_whether_it_succeeds_or_fails() {
    var failing =
        ScopedSelect.of(
            "SELECT 1 / (extract(year FROM now()) * 0)::integer AS workspace_id"
                + " WHERE scope.workspace_id IS NOT NULL");
    for (int i = 0; i < 10; i++) {
      select(mine, OWN).block();
      assertThat(onConnection(connection -> texts(connection, WHOSE))).containsOnly("nobody");
      assertThatExceptionOfType(RuntimeException.class)
          .isThrownBy(() -> select(mine, failing).block())
          .withStackTraceContaining("division by zero");
      assertThat(onConnection(connection -> texts(connection, WHOSE))).containsOnly("nobody");
    }
    assertThat(transactions.selectInWorkspace(mine, text(WHOSE)).block()).isEqualTo("nobody");
  }

  @Test
  void any_other_statement_sees_nothing_and_writes_nothing() {
    var count = text("SELECT count(*)::text FROM kernel.dead_letter");
    var write =
        db.sql(
                """
                INSERT INTO kernel.outbox (workspace_id, id, listener, event_type, payload)
                VALUES (:workspace, :id, 'nobody', 'none', '{}')
                """)
            .bind("workspace", mine.value())
            .bind("id", UUID.randomUUID())
            .then();

    assertThat(transactions.selectInWorkspace(mine, count).block()).isEqualTo("0");
    assertThatExceptionOfType(RuntimeException.class)
        .isThrownBy(() -> transactions.selectInWorkspace(mine, write).block())
        .withStackTraceContaining("row-level security");
  }

  /// The order in which things happen comes from what depends on what, not from a plan that happens
  /// to be chosen.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "enable_nestloop = off",
        "enable_indexscan = off",
        "enable_seqscan = off",
        "enable_material = off",
        "plan_cache_mode = force_generic_plan",
        "plan_cache_mode = force_custom_plan",
        "debug_parallel_query = on"
      })
  void the_workspace_is_set_before_the_first_row_is_looked_at_whatever_the_plan(String setting) {
    var statement = "'" + mine + "'::uuid";
    for (var sql : List.of(ALL, OWN)) {
      var rows =
          onConnection(
              connection ->
                  texts(connection, "SET " + setting)
                      .thenMany(texts(connection, sql.replace(":workspace", statement)))
                      .collectList()
                      .delayUntil(
                          seen -> texts(connection, "RESET " + setting.split(" ", 2)[0]).then())
                      .flatMapIterable(seen -> seen));
      assertThat(rows).hasSize(3).containsOnly(mine.toString());
    }
  }

  @Test
  void inside_a_transaction_of_the_same_workspace_it_joins() {
    assertThat(transactions.inWorkspace(mine, select(mine, ALL)).block()).hasSize(3);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> transactions.inWorkspace(other, select(mine, ALL)).block());
  }

  @Test
  void a_statement_that_does_not_depend_on_the_scope_is_refused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ScopedSelect.of("SELECT * FROM leads WHERE workspace_id = :workspace"));
  }

  private Mono<List<UUID>> select(WorkspaceId workspace, String sql) {
    return transactions.selectInWorkspace(
        workspace,
        db.sql(sql)
            .bind("workspace", workspace.value())
            .map(row -> row.get("workspace_id", UUID.class))
            .all()
            .collectList());
  }

  private Mono<String> text(String sql) {
    return db.sql(sql).mapValue(String.class).one();
  }

  private Mono<Void> insert(WorkspaceId workspace) {
    return db.sql(
            """
            INSERT INTO kernel.dead_letter
              (workspace_id, id, listener, event_type, payload, attempts, error, created_at)
            VALUES (:workspace, :id, 'nobody', 'none', '{}', 1, 'none', now())
            """)
        .bind("workspace", workspace.value())
        .bind("id", ids.next())
        .then();
  }

  private List<String> onConnection(Function<Connection, Flux<String>> work) {
    return Flux.usingWhen(appPool.create(), work, Connection::close).collectList().block();
  }

  private static Flux<String> texts(Connection connection, String sql) {
    return Flux.from(connection.createStatement(sql).execute())
        .flatMap(result -> result.map(row -> String.valueOf(row.get(0))));
  }
}
