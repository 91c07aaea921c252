package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

final class ScopedTransactions implements Transactions {
  private static final Scope WORKER = new Scope.Worker();

  private final TransactionalOperator operator;
  private final Bulkhead tenants;
  private final Bulkhead workers;

  ScopedTransactions(TransactionalOperator operator, Bulkhead tenants, Bulkhead workers) {
    this.operator = operator;
    this.tenants = tenants;
    this.workers = workers;
  }

  @Override
  public <T> Mono<T> inWorkspace(WorkspaceId workspace, Mono<T> work) {
    return run(new Scope.Tenant(workspace), work, tenants);
  }

  @Override
  public <T> Mono<T> asWorker(Mono<T> work) {
    return run(WORKER, work, workers);
  }

  private <T> Mono<T> run(Scope scope, Mono<T> work, Bulkhead bulkhead) {
    return Mono.deferContextual(
        outer -> {
          if (outer.hasKey(Scope.class)) {
            return joined(outer.get(Scope.class), scope, work);
          }
          return Mono.fromFuture(
              bulkhead
                  .enter(() -> operator.transactional(work))
                  .contextWrite(context -> context.putAll(outer).put(Scope.class, scope))
                  .toFuture(),
              true);
        });
  }

  private static <T> Mono<T> joined(Scope outer, Scope inner, Mono<T> work) {
    if (!outer.equals(inner)) {
      throw new IllegalStateException("a transaction for " + inner + " inside one for " + outer);
    }
    return work;
  }
}
