package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.out.executions.DebounceStore;
import io.tributary.workflows.application.port.out.executions.SlotStore;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// What a node left undone, as another one finds it.
@ModuleTest
class TransfersTests {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired SlotStore store;
  @Autowired DebounceStore debounces;
  @Autowired Limits limits;
  @Autowired Bell bell;
  @Autowired EngineMetrics metrics;
  @Autowired Clock clock;

  private final UUID workspace = UUID.randomUUID();
  private final UUID workflow = UUID.randomUUID();
  private Transfers transfers;

  @BeforeEach
  void aNodeThatSweepsAtOnce() {
    transfers =
        new Transfers(
            new Vacancies(),
            store,
            debounces,
            limits,
            transactions,
            new Unlocked(),
            bell,
            metrics,
            clock);
  }

  @AfterEach
  void nothingIsLeft() {
    for (var table : List.of("execution_slot", "concurrency_scope", "execution_queue")) {
      run("DELETE FROM workflows.%s WHERE workspace_id = '%s'".formatted(table, workspace));
    }
  }

  private static final class Unlocked implements ClusterLock {
    @Override
    public <T> Mono<T> tryRun(String name, Duration atMost, Duration atLeast, Mono<T> work) {
      return work;
    }
  }

  @Test
  void a_slot_of_one_that_has_ended_is_taken_back() {
    var ended = UUID.randomUUID();
    slot(ended, false);

    sweep();

    assertThat(count("execution_id = '" + ended + "'")).isZero();
  }

  @Test
  void what_waits_for_a_limit_that_is_gone_goes_on() {
    var running = UUID.randomUUID();
    var waiting = UUID.randomUUID();
    queued(running);
    queued(waiting);
    slot(running, false);
    slot(waiting, true);

    sweep();

    assertThat(count("held")).isZero();
    assertThat(count("NOT held")).isEqualTo(2);
    assertThat(
            number(
                "SELECT count(*) FROM workflows.execution_queue WHERE workspace_id = '%s' AND due_at <= now()"
                    .formatted(workspace)))
        .isOne();
  }

  private void sweep() {
    transfers.turn().block();
  }

  private void slot(UUID execution, boolean held) {
    run(
        """
        INSERT INTO workflows.concurrency_scope (workspace_id, scope) VALUES ('%1$s', '%2$s')
        ON CONFLICT DO NOTHING
        """
            .formatted(workspace, workflow));
    run(
        """
        INSERT INTO workflows.execution_slot (workspace_id, scope, execution_id, held, priority, since)
        VALUES ('%s', '%s', '%s', %s, 1, now())
        """
            .formatted(workspace, workflow, execution, held));
  }

  /// Leased, so that no engine that runs beside takes it.
  private void queued(UUID execution) {
    run(
        """
        INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at, lease_owner, lease_until)
        VALUES ('%s', '%s', now() + interval '1 day', gen_random_uuid(), now() + interval '1 day')
        """
            .formatted(workspace, execution));
  }

  private long count(String condition) {
    return number(
        "SELECT count(*) FROM workflows.execution_slot WHERE workspace_id = '%s' AND %s"
            .formatted(workspace, condition));
  }

  private void run(String sql) {
    transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }

  private long number(String sql) {
    return transactions.asWorker(db.sql(sql).mapValue(Long.class).one()).block();
  }
}
