package io.tributary.kernel.transactions;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Result;
import io.tributary.kernel.WorkspaceId;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Tells PostgreSQL whose transaction this is, for this transaction only: row-level security reads
/// it.
public final class ScopedTransactionManager extends R2dbcTransactionManager {
  private static final String TENANT = "SELECT set_config('tributary.workspace_id', $1, true)";
  private static final String READER = TENANT + ", set_config('transaction_read_only', 'on', true)";

  public ScopedTransactionManager(ConnectionFactory connections) {
    super(connections);
  }

  @Override
  protected Mono<Void> prepareTransactionalConnection(
      Connection connection, TransactionDefinition definition) {
    return super.prepareTransactionalConnection(connection, definition)
        .then(Mono.deferContextual(context -> announce(connection, context.get(Scope.class))));
  }

  private static Mono<Void> announce(Connection connection, Scope scope) {
    return switch (scope) {
      case Scope.Worker() -> Mono.empty();
      case Scope.Tenant(var workspace) -> announce(connection, TENANT, workspace);
      case Scope.Reader(var workspace) -> announce(connection, READER, workspace);
    };
  }

  private static Mono<Void> announce(Connection connection, String sql, WorkspaceId workspace) {
    return Flux.from(connection.createStatement(sql).bind("$1", workspace.toString()).execute())
        .flatMap(Result::getRowsUpdated)
        .then();
  }
}
