package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;
import reactor.core.publisher.Mono;

/// The only way to the database.
///
/// A transaction runs to its end even when whoever waits for it goes away: cancelling inside a
/// transaction tears it or leaves its connection dead. The server's own timeouts bound it
/// (`tributary.database.statement-timeout`).
///
/// A call inside a transaction of the same kind joins it; one of another kind inside is a bug and
/// throws `IllegalStateException`.
///
/// Signals `Overloaded`, before anything was sent, if too many already wait for a connection.
public interface Transactions {

  /// Runs `work` for one tenant. Row-level security shows and takes rows of that workspace only.
  <T> Mono<T> inWorkspace(WorkspaceId workspace, Mono<T> work);

  /// Runs `work` for one tenant as `inWorkspace` does, in a transaction in which the database
  /// refuses every write. Inside a transaction that may write for the same tenant it joins that
  /// one.
  <T> Mono<T> readInWorkspace(WorkspaceId workspace, Mono<T> work);

  /// Runs a single `ScopedSelect` for one tenant, in one round trip. Any other statement sees no
  /// rows and may write none.
  <T> Mono<T> selectInWorkspace(WorkspaceId workspace, Mono<T> select);

  /// Runs `work` for the system: workers, listeners and maintenance, which see every workspace and
  /// name the workspace in each statement themselves.
  <T> Mono<T> asWorker(Mono<T> work);

  /// Runs a single statement for the system, for which a caller waits, in one round trip: the
  /// statement is a transaction by itself, and committed when its result completes. It shares
  /// neither connections nor threads with what `asWorker` runs.
  <T> Mono<T> statementAsWorker(Mono<T> statement);
}
