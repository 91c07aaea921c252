package io.tributary.kernel.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import io.tributary.kernel.WorkspaceId;
import java.time.Duration;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Begins transactions that are of one tenant, which row-level security reads, in one round trip.
///
/// Transactions have the isolation level of the database, and no other attributes.
final class TenantConnection implements Connection, Wrapped<Connection> {
  private final Connection connection;
  private final String begin;

  /// The only text that goes into the statement is that of a UUID: parameters would not be allowed
  /// in two statements at once.
  private TenantConnection(Connection connection, String begin, WorkspaceId workspace) {
    this.connection = connection;
    this.begin = begin + "; SET LOCAL tributary.workspace_id = '" + workspace + "'";
  }

  static TenantConnection writing(Connection connection, WorkspaceId workspace) {
    return new TenantConnection(connection, "BEGIN", workspace);
  }

  /// The database refuses every write in its transactions.
  static TenantConnection reading(Connection connection, WorkspaceId workspace) {
    return new TenantConnection(connection, "BEGIN READ ONLY", workspace);
  }

  @Override
  public Mono<Void> beginTransaction() {
    return Flux.from(connection.createStatement(begin).execute())
        .flatMap(Result::getRowsUpdated)
        .then()
        .onErrorResume(
            failure -> Mono.from(connection.rollbackTransaction()).then(Mono.error(failure)));
  }

  @Override
  public Mono<Void> beginTransaction(TransactionDefinition definition) {
    return beginTransaction();
  }

  @Override
  public Publisher<Void> close() {
    return connection.close();
  }

  @Override
  public Publisher<Void> commitTransaction() {
    return connection.commitTransaction();
  }

  @Override
  public Batch createBatch() {
    return connection.createBatch();
  }

  @Override
  public Publisher<Void> createSavepoint(String name) {
    return connection.createSavepoint(name);
  }

  @Override
  public Statement createStatement(String sql) {
    return connection.createStatement(sql);
  }

  @Override
  public boolean isAutoCommit() {
    return connection.isAutoCommit();
  }

  @Override
  public ConnectionMetadata getMetadata() {
    return connection.getMetadata();
  }

  @Override
  public IsolationLevel getTransactionIsolationLevel() {
    return connection.getTransactionIsolationLevel();
  }

  @Override
  public Publisher<Void> releaseSavepoint(String name) {
    return connection.releaseSavepoint(name);
  }

  @Override
  public Publisher<Void> rollbackTransaction() {
    return connection.rollbackTransaction();
  }

  @Override
  public Publisher<Void> rollbackTransactionToSavepoint(String name) {
    return connection.rollbackTransactionToSavepoint(name);
  }

  @Override
  public Publisher<Void> setAutoCommit(boolean autoCommit) {
    return connection.setAutoCommit(autoCommit);
  }

  @Override
  public Publisher<Void> setLockWaitTimeout(Duration timeout) {
    return connection.setLockWaitTimeout(timeout);
  }

  @Override
  public Publisher<Void> setStatementTimeout(Duration timeout) {
    return connection.setStatementTimeout(timeout);
  }

  @Override
  public Publisher<Void> setTransactionIsolationLevel(IsolationLevel isolationLevel) {
    return connection.setTransactionIsolationLevel(isolationLevel);
  }

  @Override
  public Publisher<Boolean> validate(ValidationDepth depth) {
    return connection.validate(depth);
  }

  @Override
  public Connection unwrap() {
    return connection;
  }
}
