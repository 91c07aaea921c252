package io.tributary.workflows.application.control;

import io.tributary.kernel.signals.ClusterSignals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Says, here and on other nodes, that a job was made.
@Component
final class JobBell {
  private static final String TOPIC = "workflows.jobs";

  private final ClusterSignals signals;
  private final List<Runnable> sleepers = new CopyOnWriteArrayList<>();

  JobBell(ClusterSignals signals) {
    this.signals = signals;
    signals.subscribe(TOPIC, any -> ringHere(), this::ringHere);
  }

  void onRing(Runnable wake) {
    sleepers.add(wake);
  }

  /// After the running transaction's commit.
  Mono<Void> ringAfterCommit() {
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
