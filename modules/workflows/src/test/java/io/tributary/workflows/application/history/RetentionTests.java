package io.tributary.workflows.application.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.in.executions.ApplyRetention.Removed;
import io.tributary.workflows.application.port.out.executions.HistoryStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// What is removed, and what never is, at a time of the test's own.
@ModuleTest
class RetentionTests {
  /// Before all that other tests store.
  private static final Instant NOW = Instant.parse("2020-06-15T12:00:00Z");

  @Autowired HistoryStore store;
  @Autowired Transactions transactions;
  @Autowired ClusterLock lock;
  @Autowired DatabaseClient db;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final UUID workspace = UUID.randomUUID();
  private RetentionService retention;

  @BeforeEach
  void atThatTime() {
    retention =
        new RetentionService(store, transactions, lock, Clock.fixed(NOW, ZoneOffset.UTC), meters);
  }

  /// Other tests' runs must not count what this one leaves.
  @AfterEach
  void keepsAllAgain() {
    run("DELETE FROM workflows.settings WHERE workspace_id = '" + workspace + "'");
  }

  private void run(String sql) {
    transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }

  private long count(String table) {
    return transactions
        .asWorker(
            db.sql("SELECT count(*) FROM workflows." + table + " WHERE workspace_id = :workspace")
                .bind("workspace", workspace)
                .mapValue(Long.class)
                .one())
        .block();
  }

  private void keep(String logDays, String executionDays) {
    run(
        "INSERT INTO workflows.settings VALUES ('%s', NULL, %s, %s, 1, now())"
            .formatted(workspace, logDays, executionDays));
  }

  private static UUID id(Duration ago, int n) {
    var floor = IdWindow.floor(NOW.minus(ago));
    return new UUID(floor.getMostSignificantBits(), floor.getLeastSignificantBits() + n);
  }

  /// With `steps` steps, as many log lines and what remembers its start.
  private void execution(int n, Duration began, String status, String ended, int steps) {
    var id = id(began, n);
    run(
        """
        WITH e AS (
          INSERT INTO workflows.execution (workspace_id, id, workflow_id, workflow_version, status,
            trigger_type, state, created_at, ended_at)
          VALUES ('%1$s', '%2$s', '%1$s', 1, '%3$s', 'T', '{}', now(), %4$s)
        ), s AS (
          INSERT INTO workflows.execution_start (workspace_id, workflow_id, start_key, execution_id)
          VALUES ('%1$s', '%1$s', '%2$s', '%2$s')
        ), l AS (
          INSERT INTO workflows.execution_log
          SELECT '%1$s',
                 overlay('%2$s' placing lpad(to_hex(%6$d * 65536 + i), 12, '0') from 25)::uuid,
                 '%2$s', NULL,
                 'INFO', 'x', now()
          FROM generate_series(1, %5$d) AS i
        )
        INSERT INTO workflows.node_execution (workspace_id, id, execution_id, node_id, node_type,
          visit, status, attempts, started_at)
        SELECT '%1$s',
               overlay('%2$s' placing lpad(to_hex(%6$d * 65536 + i), 12, '0') from 25)::uuid,
               '%2$s', 'n', 'T',
               1, 'COMPLETED', 1, now()
        FROM generate_series(1, %5$d) AS i
        """
            .formatted(workspace, id, status, ended, steps, n));
  }

  private static String ago(Duration ago) {
    return "'" + NOW.minus(ago) + "'";
  }

  private Removed apply() {
    return retention.apply().block();
  }

  @Test
  void what_ended_long_enough_ago_goes_with_all_that_belongs_to_it_and_nothing_else_does() {
    keep("NULL", "10");
    execution(1, Duration.ofDays(20), "COMPLETED", ago(Duration.ofDays(11)), 3);
    execution(2, Duration.ofDays(20), "FAILED", ago(Duration.ofDays(9)), 2);
    execution(3, Duration.ofDays(20), "WAITING", "NULL", 2);
    execution(4, Duration.ofDays(5), "COMPLETED", ago(Duration.ofDays(4)), 1);

    assertThat(apply()).isEqualTo(new Removed(3, 3, 1, 1, 0));

    assertThat(count("execution")).isEqualTo(3);
    assertThat(count("execution_start")).isEqualTo(3);
    assertThat(count("node_execution")).isEqualTo(5);
    assertThat(count("execution_log")).isEqualTo(5);
    assertThat(apply()).isEqualTo(new Removed(0, 0, 0, 0, 0));
    assertThat(meters.get("tributary.history.removed").tag("rows", "steps").counter().count())
        .isEqualTo(3);
  }

  @Test
  void lines_go_by_their_own_age_and_leave_the_execution() {
    keep("7", "NULL");
    execution(1, Duration.ofDays(8), "RUNNING", "NULL", 4);
    execution(2, Duration.ofDays(6), "COMPLETED", ago(Duration.ofDays(6)), 5);

    assertThat(apply()).isEqualTo(new Removed(4, 0, 0, 0, 0));

    assertThat(count("execution")).isEqualTo(2);
    assertThat(count("node_execution")).isEqualTo(9);
    assertThat(count("execution_log")).isEqualTo(5);
  }

  @Test
  void a_workspace_that_set_nothing_keeps_all() {
    execution(1, Duration.ofDays(3_000), "COMPLETED", ago(Duration.ofDays(2_999)), 1);

    apply();

    assertThat(count("execution")).isEqualTo(1);
  }

  @Test
  void more_than_a_transaction_removes_goes_in_several() {
    keep("NULL", "1");
    execution(1, Duration.ofDays(20), "COMPLETED", ago(Duration.ofDays(11)), 11_000);
    execution(2, Duration.ofDays(20), "COMPLETED", ago(Duration.ofDays(11)), 10);

    assertThat(apply()).isEqualTo(new Removed(11_010, 11_010, 2, 2, 0));
    assertThat(count("node_execution")).isZero();
  }

  @Test
  void one_that_goes_on_again_meanwhile_is_kept() {
    execution(1, Duration.ofDays(20), "FAILED", ago(Duration.ofDays(11)), 1);
    var before = NOW.minus(Duration.ofDays(1));
    run(
        "UPDATE workflows.execution SET status = 'RUNNING', ended_at = NULL WHERE workspace_id = '"
            + workspace
            + "'");

    var removed =
        transactions
            .asWorker(
                store.removeExecutions(
                    workspace, java.util.List.of(id(Duration.ofDays(20), 1)), before))
            .block();

    assertThat(removed.executions()).isZero();
    assertThat(count("execution_start")).isEqualTo(1);
  }

  @Test
  void the_demos_mails_are_kept_for_thirty_days() {
    for (int days : new int[] {29, 31}) {
      run(
          """
          INSERT INTO workflows.mail
            (workspace_id, id, message_key, sender, recipients, subject, created_at)
          VALUES ('%s', '%s', '%d', 's', '{}', 's', now())
          """
              .formatted(workspace, id(Duration.ofDays(days), 0), days));
    }

    assertThat(apply().mails()).isEqualTo(1);
    assertThat(count("mail")).isEqualTo(1);
  }
}
