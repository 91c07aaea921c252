package io.tributary.workspaces.application;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.workspaces.application.port.in.Authenticate.Identity;
import io.tributary.workspaces.application.port.out.SystemKeyStore;
import io.tributary.workspaces.domain.ApiKeySecret;
import io.tributary.workspaces.domain.Permission;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// The key that makes workspaces: the configured one, else one that is drawn at the first start and
/// shown once.
@Component
class SystemKey {
  private static final Logger log = LoggerFactory.getLogger(SystemKey.class);
  private static final Duration REREAD = Duration.ofMinutes(1);
  private static final int MAX_LENGTH = 200;

  private final SystemKeyStore store;
  private final Transactions transactions;
  private final KeyFactory factory;
  private final Clock clock;
  private final Mono<byte[]> hash;

  SystemKey(
      WorkspacesProperties properties,
      SystemKeyStore store,
      Transactions transactions,
      KeyFactory factory,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.factory = factory;
    this.clock = clock;
    var configured = properties.systemKey();
    this.hash =
        configured != null && !configured.isBlank()
            ? Mono.just(ApiKeySecret.sha256(configured))
            : Mono.defer(this::stored)
                .cache(value -> REREAD, failure -> Duration.ZERO, () -> Duration.ZERO);
  }

  Mono<Identity> authenticate(String token) {
    if (token.length() > MAX_LENGTH) {
      return Mono.empty();
    }
    return hash.filter(expected -> MessageDigest.isEqual(expected, ApiKeySecret.sha256(token)))
        .map(same -> new Identity(null, Permission.ofSystem(), "system"));
  }

  @EventListener
  void drawAtFirstStart(ApplicationReadyEvent ready) {
    hash.subscribe(
        known -> {},
        failure -> log.warn("the system key could not be read yet: {}", failure.toString()));
  }

  private Mono<byte[]> stored() {
    return transactions.asWorker(store.hash()).switchIfEmpty(Mono.defer(this::draw));
  }

  private Mono<byte[]> draw() {
    var key = factory.systemKey();
    return transactions
        .asWorker(store.insertFirst(ApiKeySecret.sha256(key), clock.instant()))
        .doOnNext(
            first -> {
              if (first) {
                log.warn("The system key, shown this once: {}", key);
              }
            })
        .then(transactions.asWorker(store.hash()));
  }
}
