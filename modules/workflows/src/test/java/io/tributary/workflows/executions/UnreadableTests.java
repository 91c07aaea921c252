package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.Graph;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/// Executions whose stored JSON somebody has broken by hand.
class UnreadableTests extends EngineTest {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "state | [1]",
        "state | null",
        "progress | \"x\"",
        "progress | {\"tokens\": 5}",
        "progress | {\"tokens\": [{\"id\": 1}]}",
        "progress | {\"tokens\": [null]}",
        "progress | {\"visits\": {\"wait\": null}}",
      })
  void one_that_cannot_be_read_fails_alone_and_keeps_what_is_stored(String column, String broken) {
    var workflow =
        published(
            new Graph()
                .node("start", "TRIGGER_MANUAL")
                .node("wait", "CONTROL_DELAY", Map.of("seconds", 3600))
                .edge("start", "wait"));
    var execution = started(workflow);
    var other = started(workflow);
    awaitStatus(execution, "WAITING");
    awaitStatus(other, "WAITING");

    run(
        "UPDATE workflows.execution SET %s = '%s' WHERE id = '%s'"
            .formatted(column, broken, execution));
    run(
        "UPDATE workflows.execution_queue SET due_at = now() WHERE execution_id IN ('%s', '%s')"
            .formatted(execution, other));

    awaitError(execution);
    assertThat(stored("state = '%s'::jsonb", broken, execution)).isEqualTo(column.equals("state"));
    assertThat(stored("progress = '%s'::jsonb", broken, execution))
        .isEqualTo(column.equals("progress"));
    awaitStatus(other, "WAITING");
    awaitStatus(started(published(new Graph().node("start", "TRIGGER_MANUAL"))), "COMPLETED");
  }

  private void awaitError(String execution) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        text(
                            "SELECT status || ' ' || (error ->> 'kind') || ' '"
                                + " || (error ->> 'message') AS it"
                                + " FROM workflows.execution WHERE error IS NOT NULL AND id = '"
                                + execution
                                + "'"))
                    .isEqualTo("FAILED INTERNAL its state cannot be read"));
  }

  private boolean stored(String condition, String value, String execution) {
    return text("SELECT ("
            + condition.formatted(value)
            + ")::text AS it"
            + " FROM workflows.execution WHERE id = '"
            + execution
            + "'")
        .equals("true");
  }

  private String text(String sql) {
    return transactions
        .asWorker(db.sql(sql).map(row -> row.get("it", String.class)).one())
        .defaultIfEmpty("")
        .block();
  }

  private void run(String sql) {
    transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }
}
