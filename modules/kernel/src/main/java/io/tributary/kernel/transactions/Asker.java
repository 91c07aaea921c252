package io.tributary.kernel.transactions;

import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.MonoSink;

/// Who waits for an answer of a `GroupRead` or a `GroupCommit`: gets the first one, if it has not
/// left before.
final class Asker<V> {
  private final MonoSink<V> sink;
  private final AtomicBoolean done = new AtomicBoolean();
  private int since;

  Asker(MonoSink<V> sink) {
    this.sink = sink;
  }

  /// @param second in which it came, counted by whom it asks
  void since(int second) {
    since = second;
  }

  boolean cameBefore(int second) {
    return since - second < 0;
  }

  /// @param value null for an empty answer
  void answer(@Nullable V value) {
    if (end()) {
      if (value == null) {
        sink.success();
      } else {
        sink.success(value);
      }
    }
  }

  void fail(Throwable failure) {
    if (end()) {
      sink.error(failure);
    }
  }

  /// @return whether it still waited for its answer
  boolean leave() {
    return end();
  }

  private boolean end() {
    return done.compareAndSet(false, true);
  }
}
