package io.tributary.kernel.outbox;

import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class SampledLag implements OutboxLag {
  private final OutboxStore store;
  private final Transactions transactions;

  /// Looked up when first needed: whoever asks for the lag may be needed by a listener.
  private final ObjectProvider<ListenerRegistry> listeners;
  private volatile Duration current = Duration.ZERO;

  SampledLag(
      OutboxStore store, Transactions transactions, ObjectProvider<ListenerRegistry> listeners) {
    this.store = store;
    this.transactions = transactions;
    this.listeners = listeners;
  }

  @Override
  public Duration current() {
    return current;
  }

  Mono<Boolean> sample() {
    var names = listeners.getObject().all().stream().<String>map(OutboxListener::name).toList();
    return transactions.asWorker(store.lag(names)).doOnNext(lag -> current = lag).thenReturn(false);
  }
}
