package io.tributary.kernel.work;

import java.time.Duration;
import reactor.core.publisher.Mono;

/// Lets a job run on one node at a time.
public interface ClusterLock {
  /// Runs `work` if no node holds the lock `name`, else completes empty without running it.
  ///
  /// @param atMost after which the lock is free again even if its holder died
  /// @param atLeast how long it is kept even if the work is quicker, so that nodes whose timers
  ///     differ do not run it twice
  <T> Mono<T> tryRun(String name, Duration atMost, Duration atLeast, Mono<T> work);
}
