package io.tributary.kernel.database;

import io.tributary.kernel.transactions.Scope;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import reactor.core.publisher.Mono;

/// Takes a connection from the pool, and so of the role, that the scope of the running transaction
/// names. Whoever comes without a transaction gets none.
final class ScopedConnectionFactory extends AbstractRoutingConnectionFactory {
  @Override
  protected Mono<Object> determineCurrentLookupKey() {
    return Mono.deferContextual(
        context ->
            context
                .<Scope>getOrEmpty(Scope.class)
                .<Mono<Object>>map(scope -> Mono.just(scope.getClass()))
                .orElseGet(
                    () ->
                        Mono.error(
                            new IllegalStateException("a statement outside a transaction"))));
  }
}
