package io.tributary.workflows.application.engine;

import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// What is done in memory once the running transaction is committed, and else never.
final class AfterCommit implements TransactionSynchronization {
  private final Runnable work;

  private AfterCommit(Runnable work) {
    this.work = work;
  }

  static Mono<Void> run(Runnable work) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(transaction -> transaction.registerSynchronization(new AfterCommit(work)))
        .then();
  }

  @Override
  public Mono<Void> afterCommit() {
    return Mono.fromRunnable(work);
  }
}
