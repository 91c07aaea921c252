package io.tributary.workflows.adapter.out.persistence.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// Among many events and many who wait.
@ModuleTest
class EventPlanTests {
  private static final UUID BEGINNING = new UUID(0, 0);

  /// The other months are empty.
  private static final String THIS_MONTH_AS_A_WHOLE =
      "Seq Scan on event_"
          + YearMonth.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMM"));

  @Autowired IdGenerator ids;
  @Autowired DatabaseClient db;
  @Autowired Transactions transactions;
  private UUID workspace;

  @BeforeEach
  void seed() throws SQLException {
    workspace = ids.next();
    // one name and one correlation id are rare, one name is everywhere
    run(
        """
        INSERT INTO workflows.event (workspace_id, id, name, correlation_id, data, created_at)
        SELECT :workspace, overlay(gen_random_uuid()::text PLACING left(:id::text, 15) FROM 1 FOR 15)::uuid,
               CASE n % 1000 WHEN 0 THEN 'rare' ELSE 'common' END, 'c' || n % 5000, '{}', now()
        FROM generate_series(1, 20000) AS n
        """);
    run(
        """
        INSERT INTO workflows.event_subscription
          (workspace_id, step_id, execution_id, name, correlation_id, created_at)
        SELECT :workspace, gen_random_uuid(), :id, CASE n % 1000 WHEN 0 THEN 'rare' ELSE 'common' END,
               CASE WHEN n % 20 > 0 THEN 'c' || n % 5000 END, now()
        FROM generate_series(1, 20000) AS n
        """);
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = owner.createStatement()) {
      statement.execute("ANALYZE workflows.event, workflows.event_subscription");
    }
  }

  private void run(String sql) {
    transactions
        .asWorker(db.sql(sql).bind("workspace", workspace).bind("id", ids.next()).then())
        .block();
  }

  private String planOf(String sql, Map<String, Object> values) {
    return transactions
        .asWorker(
            db.sql("EXPLAIN (ANALYZE, COSTS OFF) " + sql)
                .bindValues(values)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                // of the other months nothing is read
                .filter(line -> !line.contains("never executed"))
                .collect(Collectors.joining("\n")))
        .block();
  }

  private Map<String, Object> asked(String name, String correlation, int rows) {
    return Map.of(
        "workspaces", new UUID[] {workspace},
        "names", new String[] {name},
        "correlations", new String[] {correlation},
        "afters", new UUID[] {BEGINNING},
        "rows", rows);
  }

  @Test
  void those_who_wait_for_an_event_come_from_one_index() {
    assertThat(planOf(EventSql.MATCHING, asked("common", "c17", 1_000)))
        .contains("event_subscription_match")
        .contains("correlation_id IS NULL")
        .doesNotContain("Seq Scan", "event_subscription_pkey", "Filter:");
  }

  @Test
  void stored_events_about_one_thing_come_from_the_index_of_correlation_ids() {
    assertThat(planOf(EventSql.SEARCH, asked("common", "c17", 100)))
        .contains("correlation_id_id_name_idx")
        .doesNotContain(THIS_MONTH_AS_A_WHOLE);
  }

  @Test
  void stored_events_of_one_name_come_from_the_index_of_names() {
    assertThat(planOf(EventSql.SEARCH, asked("rare", null, 100)))
        .contains("name_id_idx")
        .doesNotContain(THIS_MONTH_AS_A_WHOLE);
  }

  @Test
  void events_that_arrived_come_from_the_key() {
    assertThat(
            planOf(
                EventSql.FIND,
                Map.of("workspaces", new UUID[] {workspace}, "ids", new UUID[] {ids.next()})))
        .contains("pkey")
        .doesNotContain(THIS_MONTH_AS_A_WHOLE);
  }

  @Test
  void the_list_of_a_name_is_one_walk_along_its_index() {
    assertThat(
            planOf(
                """
                SELECT workspace_id, id, name, correlation_id, data::text AS data, created_at
                FROM workflows.event
                WHERE workspace_id = :workspace AND id < :before AND name = :name
                ORDER BY id DESC LIMIT 51
                """,
                Map.of("workspace", workspace, "before", new UUID(-1, -1), "name", "rare")))
        .contains("name_id_idx")
        .doesNotContain(THIS_MONTH_AS_A_WHOLE);
  }

  @Test
  void the_sweep_walks_along_the_key() {
    assertThat(
            planOf(EventSql.SWEEP, Map.of("workspace", BEGINNING, "step", BEGINNING, "rows", 100)))
        .contains("event_subscription_pkey")
        .doesNotContain("Seq Scan on event_subscription");
  }
}
