package io.tributary.workspaces.application;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.port.out.QuotaStore;
import io.tributary.workspaces.domain.Quota;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The quotas of workspaces that were active lately, so that a workspace without any costs no
/// query. A change that this node does not hear of is noticed after a minute.
@Component
class KnownQuotas {
  private static final int MAX_WORKSPACES = 100_000;
  private static final Duration LIFETIME = Duration.ofMinutes(1);

  private final AsyncCache<WorkspaceId, Map<QuotaKey, Quota>> cache =
      Caffeine.newBuilder().maximumSize(MAX_WORKSPACES).expireAfterWrite(LIFETIME).buildAsync();
  private final QuotaStore store;
  private final Transactions transactions;

  KnownQuotas(QuotaStore store, Transactions transactions) {
    this.store = store;
    this.transactions = transactions;
  }

  /// @return null if they have to be read
  @Nullable Map<QuotaKey, Quota> ifKnown(WorkspaceId workspace) {
    return cache.synchronous().getIfPresent(workspace);
  }

  Mono<Map<QuotaKey, Quota>> find(WorkspaceId workspace) {
    // whoever goes away does not take the look-up from the others that wait for it
    return Mono.fromFuture(
        () -> cache.get(workspace, (missing, executor) -> load(missing).toFuture()), true);
  }

  private Mono<Map<QuotaKey, Quota>> load(WorkspaceId workspace) {
    return transactions.inWorkspace(workspace, Mono.defer(() -> store.find(workspace)));
  }

  /// Takes a look-up that still runs, too: what it read may be old.
  void drop(WorkspaceId workspace) {
    cache.asMap().remove(workspace);
  }

  void dropAll() {
    cache.asMap().clear();
  }
}
