package io.tributary.workspaces;

import io.tributary.kernel.WorkspaceId;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Counts what workspaces consume, and grants no more than their quotas allow.
///
/// Nodes lease units in blocks and hand them out from memory, so most takes cost nothing. However
/// many nodes there are, never more units are granted in a period than its limit. Fewer may be:
/// what a node held when it crashed counts as consumed, and near the limit a node may refuse while
/// another one holds units, up to about a second's worth, that it has not handed out yet.
///
/// Take before a transaction begins, never inside: a lease needs a connection of its own.
public interface Quotas {
  /// Takes units if that needs no query, at the time of this call.
  ///
  /// @param units 1 or more
  /// @return null if the database has to be asked: call `take`
  @Nullable Grant takeNow(WorkspaceId workspace, QuotaKey key, int units);

  /// Takes up to `units`: as many as are left. Concurrent callers share one lease, and leases of
  /// several workspaces share a transaction.
  ///
  /// Signals `Overloaded` or a database's failure, and then nothing was taken by this caller.
  ///
  /// @param units 1 or more
  /// @return never empty
  Mono<Grant> take(WorkspaceId workspace, QuotaKey key, int units);

  /// Lets others take units that were granted and turned out not to be needed. Only if that is
  /// certain: after a failure that leaves open whether something was written they count.
  ///
  /// Does nothing if there is no quota, or if the period of the grant is over.
  ///
  /// @param units 1 to those granted; together over all calls no more than granted
  void giveBack(Grant grant, int units);
}
