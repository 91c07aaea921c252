package io.tributary.operations.application.port.in;

import io.tributary.kernel.partitions.Partitions.Changes;
import reactor.core.publisher.Mono;

/// Creates the partitions of the coming months and drops those past retention.
public interface MaintainPartitions {
  /// Now, whoever else may be at it: they take turns, and the second finds nothing to do.
  ///
  /// @return what was done, never empty
  Mono<Changes> maintain();

  /// Unless another node is at it; then it completes empty.
  Mono<Changes> maintainUnlessRunning();
}
