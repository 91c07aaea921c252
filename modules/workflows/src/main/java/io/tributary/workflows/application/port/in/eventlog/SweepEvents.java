package io.tributary.workflows.application.port.in.eventlog;

import reactor.core.publisher.Mono;

/// Clears away what is left of events.
public interface SweepEvents {
  /// Forgets who waits in executions that have ended, and the Idempotency-Keys of events that are
  /// gone; unless another node is at it, and then completes empty.
  ///
  /// @return how many rows that were
  Mono<Long> sweepUnlessRunning();
}
