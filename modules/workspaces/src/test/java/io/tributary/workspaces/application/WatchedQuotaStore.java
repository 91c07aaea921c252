package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.domain.Quota;
import io.tributary.workspaces.domain.QuotaUsage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/// The real store: counts what is asked of it, and lets a test hold it up or break it.
final class WatchedQuotaStore implements QuotaStore {
  final AtomicInteger finds = new AtomicInteger();
  final AtomicInteger locks = new AtomicInteger();
  private final QuotaStore store;
  private volatile Mono<Void> before = Mono.empty();

  WatchedQuotaStore(QuotaStore store) {
    this.store = store;
  }

  /// @param gate opens it by completing, breaks it by failing
  void beforeEachLease(Mono<Void> gate) {
    before = gate;
  }

  @Override
  public Mono<Map<QuotaKey, Quota>> find(WorkspaceId workspace) {
    finds.incrementAndGet();
    return store.find(workspace);
  }

  @Override
  public Mono<List<QuotaUsage>> usages(WorkspaceId workspace, Instant now) {
    return store.usages(workspace, now);
  }

  @Override
  public Mono<Boolean> put(WorkspaceId workspace, Quota quota, Instant at) {
    return store.put(workspace, quota, at);
  }

  @Override
  public Mono<Boolean> delete(WorkspaceId workspace, QuotaKey key) {
    return store.delete(workspace, key);
  }

  @Override
  public Mono<Map<CounterRef, Counter>> lock(List<CounterRef> counters) {
    locks.incrementAndGet();
    return before.then(Mono.defer(() -> store.lock(counters)));
  }

  @Override
  public Mono<Void> write(Map<CounterRef, Long> used) {
    return store.write(used);
  }
}
