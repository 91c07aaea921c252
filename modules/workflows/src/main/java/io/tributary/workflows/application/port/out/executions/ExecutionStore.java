package io.tributary.workflows.application.port.out.executions;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Writes what the engine did, many executions by each statement. Inside a worker's transaction
/// that holds the executions' places in the queue.
public interface ExecutionStore {
  /// Writes the executions and their places in the queue.
  ///
  /// @return how many executions had the version that they name: fewer than given is a lost fence
  Mono<Long> write(UUID owner, Duration lease, List<ExecutionWrite> executions);

  Mono<Void> writeSteps(List<StepWrite> steps);

  Mono<Void> writeLogs(List<LogWrite> lines);
}
