package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.TestDatabase;
import io.tributary.workflows.Graph;
import io.tributary.workflows.application.port.in.executions.StartExecutions;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Executions begin in the transactions that start them.
class FirstRunsTests extends EngineTest {
  @Autowired StartExecutions starts;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  private Seeds seeds;

  @BeforeEach
  void seeds() {
    seeds = new Seeds(transactions, db, ids);
  }

  private long count(String table) {
    return seeds.count(table, tenant.workspaceId());
  }

  /// How often it was written.
  private int version(String execution) {
    return transactions
        .asWorker(
            db.sql("SELECT version FROM workflows.execution WHERE id = :id")
                .bind("id", UUID.fromString(execution))
                .mapValue(Integer.class)
                .one())
        .block();
  }

  private Start start(String workflow, String key) {
    return new Start(
        tenant.workspaceId(),
        UUID.fromString(workflow),
        1,
        "TRIGGER_MANUAL",
        key,
        null,
        null,
        null,
        Map.of());
  }

  private List<Object> statuses(String workflow) {
    return items("/executions?workflowId=" + workflow).stream()
        .map(execution -> execution.get("status"))
        .toList();
  }

  private void awaitEmptyQueue() {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> count("execution_queue") == 0);
  }

  private static void asOwner(String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private Graph calling() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("h", "ACTION_HTTP_REQUEST", Map.of("method", "POST", "url", TARGET.url("/hook")))
        .node("z", "CONTROL_END")
        .edge("t", "h")
        .edge("h", "z");
  }

  @Test
  void what_needs_only_memory_has_ended_when_its_start_is_answered() {
    var execution = started(published(shortest()));

    assertThat(get("/executions/" + execution).get("status")).isEqualTo("COMPLETED");
    assertThat(version(execution)).isEqualTo(1);
    assertThat(count("execution_queue")).isZero();
    assertThat(count("execution_start")).isZero();
    assertThat(items("/executions/" + execution + "/steps"))
        .extracting(step -> step.get("status"))
        .containsExactly("COMPLETED", "COMPLETED");
    assertThat(items("/executions/" + execution + "/logs"))
        .extracting(line -> line.get("message"))
        .containsExactlyInAnyOrder("started", "completed");
  }

  @Test
  void what_waits_is_stored_where_it_came_to() {
    var execution =
        started(
            published(
                graph()
                    .node("t", "TRIGGER_MANUAL")
                    .node("d", "CONTROL_DELAY", Map.of("hours", 1))
                    .node("z", "CONTROL_END")
                    .edge("t", "d")
                    .edge("d", "z")));

    assertThat(get("/executions/" + execution).get("status")).isEqualTo("WAITING");
    assertThat(version(execution)).isEqualTo(1);
    assertThat(count("execution_queue")).isEqualTo(1);
  }

  @Test
  void an_outer_effect_begins_after_the_commit_and_never_without_one() {
    var workflow = published(calling());
    var failing =
        starts
            .start(List.of(start(workflow, "once")))
            .then(Mono.<Void>error(new IllegalStateException("on purpose")));

    assertThatThrownBy(() -> transactions.asWorker(failing).block()).hasMessage("on purpose");
    assertThat(count("execution")).isZero();
    transactions.asWorker(starts.start(List.of(start(workflow, "once")))).block();

    awaitEmptyQueue();
    assertThat(statuses(workflow)).containsExactly("COMPLETED");
    assertThat(TARGET.asked).hasSize(1);
  }

  @Test
  void what_was_started_under_its_key_does_not_begin_again() {
    var workflow = published(shortest());
    var twice = List.of(start(workflow, "a"), start(workflow, "a"));

    transactions.asWorker(starts.start(twice)).block();
    transactions.asWorker(starts.start(twice)).block();

    assertThat(statuses(workflow)).containsExactly("COMPLETED");
  }

  @Test
  void one_that_cannot_be_stored_costs_neither_the_others_nor_the_transaction() throws Exception {
    var good = published(shortest());
    var poisoned =
        published(
            graph().node("t", "TRIGGER_MANUAL").node("poison", "CONTROL_END").edge("t", "poison"));
    asOwner(
        "ALTER TABLE workflows.node_execution ADD CONSTRAINT poison CHECK (node_id <> 'poison')");
    try {
      transactions
          .asWorker(starts.start(List.of(start(good, "a"), start(poisoned, "b"), start(good, "c"))))
          .block();
      awaitEmptyQueue();
    } finally {
      asOwner("ALTER TABLE workflows.node_execution DROP CONSTRAINT poison");
    }

    assertThat(statuses(good)).containsExactly("COMPLETED", "COMPLETED");
    assertThat(statuses(poisoned)).containsExactly("FAILED");
  }

  @Test
  void what_goes_behind_others_or_is_not_stored_as_it_was_given_goes_by_the_queue() {
    var workflow = published(shortest());
    var low = started(workflow, Map.of("priority", "LOW"));
    var zero = started(workflow, Map.of("input", Map.of("text", "b\0c")));

    awaitStatus(low, "COMPLETED");
    awaitStatus(zero, "COMPLETED");
    assertThat(version(low)).isEqualTo(2);
    assertThat(version(zero)).isEqualTo(2);
  }
}
