package io.tributary.workflows.adapter.out.persistence;

import io.tributary.kernel.signals.ClusterSignals;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// A cluster of one node that hears itself at once.
final class HeardSignals implements ClusterSignals {
  private Consumer<String> onSignal = payload -> {};
  private Runnable onGap = () -> {};

  @Override
  public void publish(String topic, String payload) {
    onSignal.accept(payload);
  }

  @Override
  public Mono<Void> publishOnCommit(String topic, String payload) {
    return Mono.fromRunnable(() -> publish(topic, payload));
  }

  @Override
  public void subscribe(String topic, Consumer<String> heard, Runnable gap) {
    onSignal = heard;
    onGap = gap;
  }

  void gap() {
    onGap.run();
  }
}
