package io.tributary.workspaces.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.domain.QuotaDraft;
import io.tributary.workspaces.domain.QuotaUsage;
import java.util.List;
import reactor.core.publisher.Mono;

/// Sets a workspace's quotas and shows how much of them is used.
public interface ManageQuotas {
  /// In the order of their keys; empty if nothing is limited.
  Mono<List<QuotaUsage>> list(WorkspaceId workspace);

  /// Sets or replaces the quota of `key`. It holds at once on this node, within a second on others;
  /// what was used in the period so far counts.
  ///
  /// Signals `NotFound` if there is no such workspace.
  Mono<QuotaUsage> set(WorkspaceId workspace, QuotaKey key, QuotaDraft draft);

  /// From then on nothing is limited or counted, as soon as with `set`.
  ///
  /// Signals `NotFound` if there is no such quota.
  Mono<Void> remove(WorkspaceId workspace, QuotaKey key);
}
