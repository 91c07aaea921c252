package io.tributary.workflows.application.engine;

import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.workflows.application.port.in.executions.WakeEngines;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Wakes the engines, here and on other nodes, when something is due.
@Component
final class Bell implements WakeEngines {
  private static final String TOPIC = "workflows.queue";

  private final ClusterSignals signals;
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

  Bell(ClusterSignals signals) {
    this.signals = signals;
    signals.subscribe(TOPIC, any -> ringHere(), this::ringHere);
  }

  void onRing(Runnable wake) {
    sleepers.add(wake);
  }

  @Override
  public Mono<Void> ringAfterCommit() {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new Ring()))
        .then();
  }

  private void ringHere() {
    sleepers.forEach(Runnable::run);
  }

  private final class Ring implements TransactionSynchronization {
    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(
          () -> {
            ringHere();
            signals.publish(TOPIC, "");
          });
    }
  }
}
