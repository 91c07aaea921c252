package io.tributary.analytics.application;

import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// Whether this node counted something that the summary may not show yet. A mark that dies with
/// its node is made up for by the summary's greatest age.
@Component
class SummaryChanges {
  private final AtomicBoolean changed = new AtomicBoolean();

  /// Marks once the running transaction is committed: a refresh that came earlier would miss it.
  Mono<Void> markAfterCommit() {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new Mark()))
        .then();
  }

  void mark() {
    changed.set(true);
  }

  boolean any() {
    return changed.get();
  }

  /// Whether there was a mark, which is taken away.
  boolean take() {
    return changed.getAndSet(false);
  }

  private final class Mark implements TransactionSynchronization {
    @Override
    public Mono<Void> afterCommit() {
      return Mono.fromRunnable(SummaryChanges.this::mark);
    }
  }
}
