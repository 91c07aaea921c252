package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// How executions ended. Inside a worker's transaction.
public interface EndedExecutions {
  /// By one statement; those that have not ended, or are not there, are left out.
  Mono<List<Ended>> find(List<ExecutionRef> executions);

  /// @param variables what it knew at its end; empty if that is more than 64 KiB of JSON
  record Ended(
      ExecutionRef execution,
      ExecutionStatus status,
      @Nullable String outcome,
      @Nullable Map<String, Object> error,
      Map<String, Object> variables) {}
}
