package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.workflows.application.port.out.executions.Savepoints;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The savepoint is not released: it goes with the transaction.
@Component
final class R2dbcSavepoints implements Savepoints {
  private static final String NAME = "attempt";

  private final DatabaseClient db;

  R2dbcSavepoints(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public <T> Mono<T> attempt(Mono<T> work, Function<Throwable, Mono<T>> otherwise) {
    return set()
        .then(work)
        .onErrorResume(
            failure ->
                back()
                    .onErrorMap(
                        lost -> {
                          failure.addSuppressed(lost);
                          return failure;
                        })
                    .then(Mono.defer(() -> otherwise.apply(failure))));
  }

  private Mono<Void> set() {
    return db.inConnection(connection -> Mono.from(connection.createSavepoint(NAME)));
  }

  private Mono<Void> back() {
    return db.inConnection(
        connection -> Mono.from(connection.rollbackTransactionToSavepoint(NAME)));
  }
}
