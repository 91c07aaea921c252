package io.tributary.kernel.signals;

import java.util.function.Consumer;
import reactor.core.publisher.Mono;

/// Hints between nodes: lost ones only cost time, never correctness.
public interface ClusterSignals {
  /// Tells every other node, soon; equal signals that wait to be sent are sent once. Never blocks,
  /// never fails.
  ///
  /// @param payload at most 1,000 bytes
  void publish(String topic, String payload);

  /// Inside a transaction: every other node that listens is told if the transaction commits, even
  /// if this node ends right after, and is not told if it does not.
  ///
  /// @param payload at most 1,000 bytes
  Mono<Void> publishOnCommit(String topic, String payload);

  /// Hears of other nodes' signals. After the connection broke, `onGap` runs: signals may have been
  /// missed.
  void subscribe(String topic, Consumer<String> onSignal, Runnable onGap);
}
