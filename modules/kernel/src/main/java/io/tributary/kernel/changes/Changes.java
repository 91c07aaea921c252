package io.tributary.kernel.changes;

import io.tributary.kernel.WorkspaceId;
import java.util.Collection;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Tells those that keep what they have read of a workspace when it holds no longer.
///
/// On the node that writes, what was read before is forgotten before the writer is answered; on
/// other nodes with the next signal, some tens of milliseconds later. A node that ends between its
/// commit and its signal tells nobody, so nothing may be kept for longer than seconds.
public interface Changes {
  /// Inside a transaction that writes something of a topic, or is about to: when it has ended,
  /// nothing holds that was read before. It does not matter how it ends: whether a commit that was
  /// cut off came to pass is not known.
  ///
  /// Signals `IllegalStateException` outside a transaction.
  ///
  /// @param topic such as `leads`
  /// @param workspaces any number of times each
  Mono<Void> changing(String topic, Collection<UUID> workspaces);

  /// Stands for what is there now: what is read after this call holds for as long as this answers
  /// the same object. Cheap; never blocks.
  Object stateOf(String topic, WorkspaceId workspace);
}
