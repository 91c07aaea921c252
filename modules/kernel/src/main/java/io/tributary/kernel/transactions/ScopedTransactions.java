package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

final class ScopedTransactions implements Transactions {
  private static final Scope WORKER = new Scope.Worker();
  private static final Scope WRITER = new Scope.Writer();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private final TransactionalOperator operator;
  private final Bulkhead tenants;
  private final Bulkhead workers;
  private final Bulkhead writers;
  private final Duration patience;

  /// @param patience how long a tenant's caller waits for an answer; the transaction goes on
  ScopedTransactions(
      TransactionalOperator operator,
      Bulkhead tenants,
      Bulkhead workers,
      Bulkhead writers,
      Duration patience) {
    this.operator = operator;
    this.tenants = tenants;
    this.workers = workers;
    this.writers = writers;
    this.patience = patience;
  }

  @Override
  public <T> Mono<T> inWorkspace(WorkspaceId workspace, Mono<T> work) {
    return run(new Scope.Tenant(workspace), work, operator::transactional, tenants);
  }

  @Override
  public <T> Mono<T> readInWorkspace(WorkspaceId workspace, Mono<T> work) {
    return run(new Scope.Reader(workspace), work, operator::transactional, tenants);
  }

  @Override
  public <T> Mono<T> selectInWorkspace(WorkspaceId workspace, Mono<T> select) {
    return run(new Scope.Reader(workspace), select, UnaryOperator.identity(), tenants);
  }

  @Override
  public <T> Mono<T> asWorker(Mono<T> work) {
    return run(WORKER, work, operator::transactional, workers);
  }

  @Override
  public <T> Mono<T> statementAsWorker(Mono<T> statement) {
    return run(WRITER, statement, UnaryOperator.identity(), writers);
  }

  private <T> Mono<T> run(
      Scope scope, Mono<T> work, UnaryOperator<Mono<T>> inTransaction, Bulkhead bulkhead) {
    return Mono.deferContextual(
        outer -> {
          if (outer.hasKey(Scope.class)) {
            return joined(outer.get(Scope.class), scope, work);
          }
          var running =
              Mono.fromFuture(
                  bulkhead
                      .enter(() -> inTransaction.apply(work))
                      .contextWrite(context -> context.putAll(outer).put(Scope.class, scope))
                      .toFuture(),
                  true);
          return switch (scope) {
            case Scope.Tenant _, Scope.Reader _ -> running.timeout(patience, tooLong());
            case Scope.Worker _, Scope.Writer _ -> running;
          };
        });
  }

  private static <T> Mono<T> tooLong() {
    return Mono.error(() -> new Overloaded(RETRY_AFTER));
  }

  private static <T> Mono<T> joined(Scope outer, Scope inner, Mono<T> work) {
    if (!outer.equals(inner) && !isReadWithin(inner, outer)) {
      throw new IllegalStateException("a transaction for " + inner + " inside one for " + outer);
    }
    return work;
  }

  private static boolean isReadWithin(Scope inner, Scope outer) {
    return inner instanceof Scope.Reader(var workspace)
        && outer.equals(new Scope.Tenant(workspace));
  }
}
