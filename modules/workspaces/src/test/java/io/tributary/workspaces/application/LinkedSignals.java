package io.tributary.workspaces.application;

import io.tributary.kernel.signals.ClusterSignals;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// Signals between the nodes of one test, which arrive at once.
final class LinkedSignals {
  private final List<Node> nodes = new CopyOnWriteArrayList<>();

  ClusterSignals join() {
    var node = new Node();
    nodes.add(node);
    return node;
  }

  private final class Node implements ClusterSignals {
    private final List<Consumer<String>> heard = new CopyOnWriteArrayList<>();

    @Override
    public void publish(String topic, String payload) {
      nodes.stream()
          .filter(other -> other != this)
          .forEach(other -> other.heard.forEach(listener -> listener.accept(payload)));
    }

    @Override
    public Mono<Void> publishOnCommit(String topic, String payload) {
      return Mono.fromRunnable(() -> publish(topic, payload));
    }

    @Override
    public void subscribe(String topic, Consumer<String> onSignal, Runnable onGap) {
      heard.add(onSignal);
    }
  }
}
