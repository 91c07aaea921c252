package io.tributary.kernel.transactions;

import io.tributary.kernel.WorkspaceId;

/// For whom a transaction runs, carried in the reactive context.
public sealed interface Scope {
  record Tenant(WorkspaceId workspace) implements Scope {}

  /// A tenant that only reads.
  record Reader(WorkspaceId workspace) implements Scope {}

  record Worker() implements Scope {}

  /// The system, while a caller waits.
  record Writer() implements Scope {}
}
