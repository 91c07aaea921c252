package io.tributary.analytics.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.analytics.AnalyticsTest;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// The dashboards' reads among the days of many workspaces.
@AnalyticsTest
class PlanTests {
  private static final int DAYS = 700;

  @Autowired IdGenerator ids;
  @Autowired DatabaseClient db;
  @Autowired Transactions transactions;

  private WorkspaceId workspace;
  private UUID subject;

  @BeforeEach
  void seed() throws SQLException {
    workspace = new WorkspaceId(ids.next());
    subject = ids.next();
    insert(
        """
        INSERT INTO analytics.workspace_daily_stats (workspace_id, stat_date, responses)
        SELECT CASE n WHEN 0 THEN :workspace ELSE gen_random_uuid() END, date '2024-01-01' + d, 1
        FROM generate_series(0, 30) AS n, generate_series(1, :days) AS d
        """);
    for (var table : new String[] {"workflow", "form"}) {
      insert(
          """
          INSERT INTO analytics.%1$s_daily_stats (workspace_id, %1$s_id, stat_date)
          SELECT :workspace, CASE n WHEN 0 THEN '%2$s' ELSE gen_random_uuid() END, date '2024-01-01' + d
          FROM generate_series(0, 30) AS n, generate_series(1, :days) AS d
          """
              .formatted(table, subject));
    }
    try (var owner = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = owner.createStatement()) {
      statement.execute(
          "ANALYZE analytics.workspace_daily_stats, analytics.workflow_daily_stats,"
              + " analytics.form_daily_stats");
    }
  }

  @Test
  void thirty_days_of_a_workspace_come_from_its_key() {
    assertThat(planOf(DailyStatsSql.DAYS_OF_WORKSPACE, Map.of()))
        .contains("workspace_daily_stats_pkey")
        .contains("stat_date >=")
        .doesNotContain("Seq Scan");
  }

  @Test
  void thirty_days_of_a_workflow_come_from_its_key() {
    assertThat(planOf(DailyStatsSql.DAYS_OF_WORKFLOW, Map.of("workflow", subject)))
        .contains("workflow_daily_stats_")
        .contains("stat_date >=")
        .doesNotContain("Seq Scan");
  }

  @Test
  void a_summary_may_read_whole_tables_though_workers_do_not() {
    var settings =
        transactions
            .asWorker(
                db.sql(
                        """
                        SELECT array_to_string(proconfig, ' ') FROM pg_proc
                        WHERE oid = 'analytics.refresh_workflow_summary()'::regprocedure
                        """)
                    .mapValue(String.class)
                    .one())
            .block();

    assertThat(settings).contains("enable_seqscan=on", "search_path=");
  }

  @Test
  void thirty_days_of_a_form_come_from_its_key() {
    assertThat(planOf(DailyStatsSql.DAYS_OF_FORM, Map.of("form", subject)))
        .contains("form_daily_stats_pkey")
        .contains("stat_date >=")
        .doesNotContain("Seq Scan");
  }

  private void insert(String sql) {
    transactions
        .asWorker(db.sql(sql).bind("workspace", workspace.value()).bind("days", DAYS).then())
        .block();
  }

  private String planOf(String statement, Map<String, Object> more) {
    return transactions
        .inWorkspace(
            workspace,
            db.sql("EXPLAIN " + statement)
                .bind("workspace", workspace.value())
                .bind("from", LocalDate.parse("2025-06-01"))
                .bind("to", LocalDate.parse("2025-06-30"))
                .bindValues(more)
                .map(row -> String.valueOf(row.get(0)))
                .all()
                .collect(Collectors.joining("\n")))
        .block();
  }
}
