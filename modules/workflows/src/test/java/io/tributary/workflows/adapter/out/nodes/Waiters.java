package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.eventlog.PostEvent;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.EffectResult.Waiting;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.CompiledNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/// Executions that wait for events, brought on by hand as the engine would: each step is a
/// transaction that holds the execution's place in the queue.
final class Waiters {
  private final WaitForEvent node;
  private final PostEvent posting;
  private final Transactions transactions;
  private final DatabaseClient db;
  private final IdGenerator ids;
  private final JsonText json;

  Waiters(
      WaitForEvent node,
      PostEvent posting,
      Transactions transactions,
      DatabaseClient db,
      IdGenerator ids,
      JsonText json) {
    this.node = node;
    this.posting = posting;
    this.transactions = transactions;
    this.db = db;
    this.ids = ids;
    this.json = json;
  }

  UUID post(UUID workspace, String name, @Nullable String correlation, Map<String, Object> data) {
    return posting
        .post(new PostEvent.Command(new WorkspaceId(workspace), name, correlation, data, null))
        .block();
  }

  /// An execution that was started just now.
  Waiter waiter(UUID workspace, Map<String, Object> config, String... handles) {
    return new Waiter(workspace, VisitOf.compiled(config, handles));
  }

  <T> T inWorker(Mono<T> work) {
    return transactions.asWorker(work).block();
  }

  long count(UUID workspace, String where) {
    return inWorker(
        db.sql(
                "SELECT count(*) FROM workflows.event_subscription WHERE workspace_id = :workspace"
                    + where)
            .bind("workspace", workspace)
            .mapValue(Long.class)
            .one());
  }

  final class Waiter {
    final UUID workspace;
    final UUID execution = ids.next();
    UUID step = ids.next();
    UnaryOperator<VisitOf> more = visit -> visit;
    Instant now = Instant.now();
    private final CompiledNode compiled;
    private final Instant createdAt = now;
    private Map<String, Object> memory = Map.of();

    Waiter(UUID workspace, CompiledNode compiled) {
      this.workspace = workspace;
      this.compiled = compiled;
      inWorker(
          db.sql(
                  """
                  INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at)
                  VALUES (:workspace, :execution, now() + interval '1 day')
                  """)
              .bind("workspace", workspace)
              .bind("execution", execution)
              .fetch()
              .rowsUpdated());
    }

    private Visit visit(List<Signal> signals) {
      return more.apply(
              VisitOf.node(compiled)
                  .of(workspace, execution)
                  .step(step)
                  .createdAt(createdAt)
                  .now(now)
                  .memory(memory)
                  .signals(signals))
          .visit();
    }

    EffectResult run() {
      return remember(inWorker(apply(node.run(visit(List.of())))));
    }

    /// With what has arrived since.
    EffectResult resume() {
      return remember(
          inWorker(
              signals()
                  .flatMap(arrived -> apply(node.resume(visit(arrived))))
                  .flatMap(result -> forget().thenReturn(result))));
    }

    /// Comes to the node and looks through what is stored.
    EffectResult settle() {
      return onward(run());
    }

    EffectResult onward(EffectResult result) {
      var last = result;
      while (last instanceof Waiting(var delay, var any) && Duration.ZERO.equals(delay)) {
        last = resume();
      }
      return last;
    }

    /// Until a signal is there, and on from that.
    EffectResult awaitAndResume() {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .pollInterval(Duration.ofMillis(20))
          .until(() -> !inWorker(signals()).isEmpty());
      return onward(resume());
    }

    void ends() {
      inWorker(
          db.sql(
                  "DELETE FROM workflows.execution_queue"
                      + " WHERE workspace_id = :workspace AND execution_id = :execution")
              .bind("workspace", workspace)
              .bind("execution", execution)
              .fetch()
              .rowsUpdated());
    }

    Mono<List<Signal>> signals() {
      return db.sql(
              """
              SELECT coalesce(signals, '[]')::text FROM workflows.execution_queue
              WHERE workspace_id = :workspace AND execution_id = :execution FOR UPDATE
              """)
          .bind("workspace", workspace)
          .bind("execution", execution)
          .mapValue(String.class)
          .one()
          .map(
              text ->
                  Arrays.stream(json.read(text, Signal[].class))
                      .filter(signal -> signal.stepId().equals(step))
                      .toList());
    }

    private Mono<Long> forget() {
      return db.sql(
              """
              UPDATE workflows.execution_queue SET signals = NULL
              WHERE workspace_id = :workspace AND execution_id = :execution
              """)
          .bind("workspace", workspace)
          .bind("execution", execution)
          .fetch()
          .rowsUpdated();
    }

    private EffectResult remember(EffectResult result) {
      if (result instanceof Waiting(var any, var kept)) {
        // as it comes back from the database
        memory = json.read(json.write(kept), Map.class);
      }
      return result;
    }

    @SuppressWarnings("unchecked")
    private static Mono<EffectResult> apply(Step step) {
      var change = (Step.Change<Object>) step;
      DatabaseEffect<Object> effect = change.effect();
      return effect.apply(List.of(change.command())).map(List::getFirst);
    }
  }
}
