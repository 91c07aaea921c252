package io.tributary.workflows.application.port.in.executions;

import io.tributary.workflows.domain.execution.Parent;
import io.tributary.workflows.domain.execution.Priority;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts executions for what happened.
public interface StartExecutions {
  /// Joins the caller's worker transaction, in which what can go on in memory and the database does
  /// so at once, for a bounded number of nodes. What was started under the same key of the same
  /// workflow before is passed over.
  Mono<Void> start(List<Start> starts);

  /// @param startKey names what happened, such as `response:0190…`; null if it cannot happen again
  /// @param options what is seldom said
  /// @param response as conditions and templates see it; null if none is behind it
  record Start(
      UUID workspaceId,
      UUID workflowId,
      int workflowVersion,
      String triggerType,
      @Nullable String startKey,
      @Nullable UUID leadId,
      @Nullable UUID responseId,
      @Nullable Map<String, Object> response,
      Map<String, Object> variables,
      Options options) {
    public Start(
        UUID workspaceId,
        UUID workflowId,
        int workflowVersion,
        String triggerType,
        @Nullable String startKey,
        @Nullable UUID leadId,
        @Nullable UUID responseId,
        @Nullable Map<String, Object> response,
        Map<String, Object> variables) {
      this(
          workspaceId,
          workflowId,
          workflowVersion,
          triggerType,
          startKey,
          leadId,
          responseId,
          response,
          variables,
          Options.NONE);
    }
  }

  /// @param correlationId by which its workspace knows it; null for none
  /// @param parent whom its end is told; null if nobody waits for it
  /// @param depth how many executions stand above it
  /// @param debounce how long it waits for another start for its lead, which takes its place; null
  ///     for not at all. One without a lead does not wait
  record Options(
      @Nullable String correlationId,
      Priority priority,
      @Nullable Parent parent,
      int depth,
      @Nullable Duration debounce) {
    public static final Options NONE = new Options(null, Priority.NORMAL, null, 0);

    public Options(
        @Nullable String correlationId, Priority priority, @Nullable Parent parent, int depth) {
      this(correlationId, priority, parent, depth, null);
    }

    public static Options debounced(@Nullable Duration window) {
      return new Options(null, Priority.NORMAL, null, 0, window);
    }
  }
}
