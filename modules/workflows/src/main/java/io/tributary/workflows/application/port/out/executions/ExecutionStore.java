package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Writes what the engine did, many executions by each statement. Inside a worker's transaction
/// that holds the executions' places in the queue, or begins them.
public interface ExecutionStore {
  /// Stores new executions as they stand, with places in the queue for those that have not ended.
  Mono<Void> insert(List<Entry> entries);

  /// Writes the executions and their places in the queue.
  ///
  /// @return how many executions had the version that they name: fewer than given is a lost fence
  Mono<Long> write(UUID owner, Duration lease, List<ExecutionWrite> executions);

  /// Visits that are stored already are brought up to date.
  Mono<Void> writeSteps(List<StepWrite> steps);

  /// Visits of executions that are new themselves.
  Mono<Void> insertSteps(List<StepWrite> steps);

  Mono<Void> writeLogs(List<LogWrite> lines);

  /// A new execution and how it stands.
  record Entry(NewExecution execution, ExecutionWrite write) {}
}
