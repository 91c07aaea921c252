package io.tributary.workspaces.application;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.application.port.out.ApiKeyStore;
import io.tributary.workspaces.domain.ApiKey;
import io.tributary.workspaces.domain.ApiKeySecret;
import java.time.Duration;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// API keys that were seen lately, so that a request costs no look-up. A revoked key is forgotten
/// on every node by a signal; if that is lost, after the entry's lifetime.
@Component
class KnownKeys {
  private static final String TOPIC = "workspaces.api-keys";
  private static final int MAX_KEYS = 50_000;
  private static final Duration LIFETIME = Duration.ofSeconds(30);

  private final AsyncCache<ApiKeySecret, ApiKey> cache =
      Caffeine.newBuilder().maximumSize(MAX_KEYS).expireAfterWrite(LIFETIME).buildAsync();
  private final ApiKeyStore keys;
  private final Transactions transactions;
  private final ClusterSignals signals;

  KnownKeys(ApiKeyStore keys, Transactions transactions, ClusterSignals signals) {
    this.keys = keys;
    this.transactions = transactions;
    this.signals = signals;
    signals.subscribe(
        TOPIC, id -> drop(UUID.fromString(id)), () -> cache.synchronous().invalidateAll());
  }

  /// @return empty if there is no such key or it is revoked
  Mono<ApiKey> find(ApiKeySecret secret) {
    return Mono.fromFuture(
        () -> cache.get(secret, (missing, executor) -> load(missing).toFuture()), true);
  }

  void forget(UUID id) {
    drop(id);
    signals.publish(TOPIC, id.toString());
  }

  private Mono<ApiKey> load(ApiKeySecret secret) {
    return transactions.inWorkspace(
        secret.workspace(), Mono.defer(() -> keys.findActive(secret.workspace(), secret.hash())));
  }

  private void drop(UUID id) {
    // an entry that is still being read may hold the key too: it was put before its look-up ended,
    // so it goes as well
    cache
        .asMap()
        .entrySet()
        .removeIf(
            entry ->
                !entry.getValue().isDone()
                    || entry.getValue().isCompletedExceptionally()
                    || holds(entry.getValue(), id));
  }

  private static boolean holds(java.util.concurrent.CompletableFuture<ApiKey> read, UUID id) {
    var key = read.getNow(null);
    return key != null && key.id().equals(id);
  }
}
