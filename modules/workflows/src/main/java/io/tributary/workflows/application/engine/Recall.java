package io.tributary.workflows.application.engine;

import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Breaks off the effects of executions that somebody ended, on whichever node they run. A recall
/// that gets lost costs time only: what comes of the effect is not written.
@Component
final class Recall {
  private static final String TOPIC = "workflows.recall";
  private static final String SEPARATOR = "/";

  private final ClusterSignals signals;
  private final List<Consumer<ExecutionRef>> listeners = new CopyOnWriteArrayList<>();

  Recall(ClusterSignals signals) {
    this.signals = signals;
    signals.subscribe(TOPIC, this::heard, () -> {});
  }

  void onRecall(Consumer<ExecutionRef> listener) {
    listeners.add(listener);
  }

  /// After the running transaction's commit.
  Mono<Void> afterCommit(List<ExecutionRef> executions) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new Send(executions)))
        .then();
  }

  private void heard(String payload) {
    var parts = payload.split(SEPARATOR);
    if (parts.length == 2) {
      tell(new ExecutionRef(UUID.fromString(parts[0]), UUID.fromString(parts[1])));
    }
  }

  private void tell(ExecutionRef execution) {
    listeners.forEach(listener -> listener.accept(execution));
  }

  private final class Send implements TransactionSynchronization {
    private final List<ExecutionRef> executions;

    Send(List<ExecutionRef> executions) {
      this.executions = executions;
    }

    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(
          () ->
              executions.forEach(
                  execution -> {
                    tell(execution);
                    signals.publish(TOPIC, execution.workspaceId() + SEPARATOR + execution.id());
                  }));
    }
  }
}
