package io.tributary.workflows.application.engine;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.WebhookSecrets;
import io.tributary.workflows.application.port.out.executions.WebhookSecretStore;
import io.tributary.workflows.application.port.out.executions.WebhookSecretStore.Secrets;
import io.tributary.workflows.application.port.out.nodes.SigningSecrets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class ManageWebhookSecrets implements WebhookSecrets, SigningSecrets {
  private static final String TOPIC = "workflows.webhook-secret";
  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final Duration OVERLAP = Duration.ofDays(1);
  private static final Duration CACHED_FOR = Duration.ofMinutes(1);
  private static final int MAX_CACHED = 10_000;

  private final WebhookSecretStore store;
  private final Transactions transactions;
  private final ClusterSignals signals;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();
  private final AsyncCache<UUID, Secrets> cache =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).expireAfterWrite(CACHED_FOR).buildAsync();

  ManageWebhookSecrets(
      WebhookSecretStore store, Transactions transactions, ClusterSignals signals, Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.signals = signals;
    this.clock = clock;
    signals.subscribe(
        TOPIC,
        workspace -> cache.synchronous().invalidate(UUID.fromString(workspace)),
        () -> cache.synchronous().invalidateAll());
  }

  @Override
  public Mono<Secret> get(WorkspaceId workspace) {
    return transactions
        .inWorkspace(
            workspace,
            Mono.defer(() -> store.findOrCreate(workspace.value(), fresh(), clock.instant())))
        .map(this::shown);
  }

  @Override
  public Mono<Secret> rotate(WorkspaceId workspace) {
    return transactions
        .inWorkspace(
            workspace,
            Mono.defer(
                () -> {
                  var now = clock.instant();
                  return store.rotate(workspace.value(), fresh(), now, now.plus(OVERLAP));
                }))
        .doOnNext(
            rotated -> {
              cache.synchronous().invalidate(workspace.value());
              signals.publish(TOPIC, workspace.toString());
            })
        .map(this::shown);
  }

  @Override
  public Mono<List<byte[]>> forSigning(UUID workspaceId) {
    return Mono.fromFuture(() -> cache.get(workspaceId, (id, executor) -> load(id).toFuture()))
        .map(
            secrets -> {
              var keys = new ArrayList<byte[]>();
              keys.add(bytesOf(secrets.secret()));
              var former = secrets.former();
              if (former != null && formerSigns(secrets)) {
                keys.add(bytesOf(former));
              }
              return keys;
            });
  }

  private Mono<Secrets> load(UUID workspaceId) {
    return transactions.asWorker(store.findOrCreate(workspaceId, fresh(), clock.instant()));
  }

  private Secret shown(Secrets secrets) {
    return new Secret(
        secrets.secret(), secrets.createdAt(), formerSigns(secrets) ? secrets.formerUntil() : null);
  }

  private boolean formerSigns(Secrets secrets) {
    var until = secrets.formerUntil();
    return until != null && clock.instant().isBefore(until);
  }

  private String fresh() {
    var bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return PREFIX + Base64.getEncoder().encodeToString(bytes);
  }

  private static byte[] bytesOf(String secret) {
    return Base64.getDecoder().decode(secret.substring(PREFIX.length()));
  }
}
