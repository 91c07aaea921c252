package io.tributary.workflows.application.port.in.executions;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts executions for what happened.
public interface StartExecutions {
  /// Joins the caller's worker transaction. What was started under the same key of the same
  /// workflow before is passed over.
  Mono<Void> start(List<Start> starts);

  /// @param startKey names what happened, such as `response:0190…`
  /// @param response as conditions and templates see it; null if none is behind it
  record Start(
      UUID workspaceId,
      UUID workflowId,
      int workflowVersion,
      String triggerType,
      String startKey,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      @Nullable Map<String, Object> response,
      Map<String, Object> variables) {}
}
