package io.tributary.kernel.database;

import io.r2dbc.spi.Connection;
import io.tributary.kernel.transactions.Scope;
import org.springframework.r2dbc.connection.lookup.AbstractRoutingConnectionFactory;
import reactor.core.publisher.Mono;

/// Takes a connection from the pool, and so of the role, that the scope of the running transaction
/// names. Whoever comes without a transaction gets none.
final class ScopedConnectionFactory extends AbstractRoutingConnectionFactory {
  @Override
  public Mono<Connection> create() {
    return Mono.deferContextual(
        context -> {
          var connection = super.create();
          return switch (context.<Scope>getOrDefault(Scope.class, null)) {
            case Scope.Tenant(var workspace) ->
                connection.map(pooled -> TenantConnection.writing(pooled, workspace));
            case Scope.Reader(var workspace) ->
                connection.map(pooled -> TenantConnection.reading(pooled, workspace));
            case Scope.Worker(), Scope.Writer() -> connection;
            case null -> connection;
          };
        });
  }

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
