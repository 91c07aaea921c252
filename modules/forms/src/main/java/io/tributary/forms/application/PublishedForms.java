package io.tributary.forms.application;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.tributary.forms.application.port.out.PublishedFormStore;
import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.PublishedForm;
import io.tributary.kernel.signals.ClusterSignals;
import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionSynchronization;
import org.springframework.transaction.reactive.TransactionSynchronizationManager;
import reactor.core.publisher.Mono;

/// The versions that take responses, so that a submission costs no read. What changes is forgotten
/// here at once and on other nodes by a signal; if that is lost, after the entry's lifetime.
///
/// Keys that are not published are remembered for some seconds, so that guessing keys does not
/// reach the database for each guess.
@Component
class PublishedForms {
  private static final String TOPIC = "forms.published";
  private static final Duration LIFETIME = Duration.ofMinutes(1);
  private static final Duration MISS_LIFETIME = Duration.ofSeconds(5);
  private static final int MISS_WEIGHT = 200;

  /// In characters of JSON: some thousands of usual forms, or a hundred of the largest.
  private static final long MAX_WEIGHT = 32_000_000;

  private final AsyncCache<FormKey, Optional<PublishedForm>> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_WEIGHT)
          .<FormKey, Optional<PublishedForm>>weigher(
              (key, form) -> MISS_WEIGHT + form.map(PublishedForm::weight).orElse(0))
          .expireAfter(
              Expiry.<FormKey, Optional<PublishedForm>>creating(
                  (key, form) -> form.isPresent() ? LIFETIME : MISS_LIFETIME))
          .buildAsync();
  private final PublishedFormStore store;
  private final Transactions transactions;
  private final ClusterSignals signals;

  PublishedForms(PublishedFormStore store, Transactions transactions, ClusterSignals signals) {
    this.store = store;
    this.transactions = transactions;
    this.signals = signals;
    signals.subscribe(
        TOPIC, key -> drop(new FormKey(key)), () -> cache.synchronous().invalidateAll());
  }

  /// @return empty if nothing is published under `key`
  Mono<PublishedForm> find(String key) {
    return FormKey.isWellFormed(key) ? find(new FormKey(key)) : Mono.empty();
  }

  private Mono<PublishedForm> find(FormKey key) {
    // whoever goes away does not take the look-up from the others that wait for it
    return Mono.fromFuture(
            () -> cache.get(key, (missing, executor) -> load(missing).toFuture()), true)
        .flatMap(Mono::justOrEmpty);
  }

  private Mono<Optional<PublishedForm>> load(FormKey key) {
    return transactions
        .asWorker(Mono.defer(() -> store.find(key)))
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty());
  }

  /// Inside a transaction: forgets `key` when it has committed, even if its caller has gone away.
  Mono<Void> forgetAfterCommit(FormKey key) {
    return TransactionSynchronizationManager.forCurrentTransaction()
        .doOnNext(
            transaction ->
                transaction.registerSynchronization(
                    new TransactionSynchronization() {
                      @Override
                      public Mono<Void> afterCommit() {
                        return Mono.fromRunnable(() -> forget(key));
                      }
                    }))
        .then();
  }

  private void forget(FormKey key) {
    drop(key);
    signals.publish(TOPIC, key.value());
  }

  private void drop(FormKey key) {
    // takes a look-up that still runs, too: what it read may be old
    cache.asMap().remove(key);
  }
}
