package io.tributary.workspaces.application.port.out;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import io.tributary.workspaces.domain.Quota;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The stored quotas and what is used of them.
public interface QuotaStore {
  /// The workspace's quotas; keys that this version does not know are left out.
  Mono<Map<QuotaKey, Quota>> find(WorkspaceId workspace);

  /// The workspace's quotas in the order of their keys, with what is used in the periods of `now`.
  Mono<List<QuotaUsage>> usages(WorkspaceId workspace, Instant now);

  /// Sets or replaces the quota of its key.
  ///
  /// @return whether there is such a workspace
  Mono<Boolean> put(WorkspaceId workspace, Quota quota, Instant at);

  /// @return whether there was one
  Mono<Boolean> delete(WorkspaceId workspace, QuotaKey key);

  /// Locks the counters until the transaction ends, in the order of their keys so that two batches
  /// cannot wait for each other; those that are not there yet begin at 0.
  ///
  /// @param counters each once
  Mono<Map<CounterRef, Counter>> lock(List<CounterRef> counters);

  /// Writes what is used by now.
  Mono<Void> write(Map<CounterRef, Long> used);

  /// @param start the period's first day in UTC
  record CounterRef(WorkspaceId workspace, QuotaKey key, QuotaPeriod period, LocalDate start) {}

  /// @param used units
  /// @param limit units; null if the workspace has no quota of this key and period any longer
  record Counter(long used, @Nullable Long limit) {}
}
