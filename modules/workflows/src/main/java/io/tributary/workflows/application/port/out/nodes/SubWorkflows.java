package io.tributary.workflows.application.port.out.nodes;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Starts executions for executions. Joins the caller's worker transaction.
public interface SubWorkflows {
  /// Executions that stand above one another, at most.
  int MAX_DEPTH = 10;

  /// The kind of the signal that tells a waiting visit of the end.
  String SIGNAL = "sub-workflow";

  /// Starts the published version, once for each visit. One that is waited for signals its end.
  ///
  /// @return for each, `{"executionId"}`: as the output, or as what the visit that waits remembers
  Mono<List<EffectResult>> begin(List<Begin> wanted);

  /// Looks whether what is waited for has ended, in case that its signal was lost.
  ///
  /// @return for each, what `result` makes of it, or to wait on
  Mono<List<EffectResult>> look(List<Look> wanted);

  /// @param stepId of the visit
  /// @param leadId whom the new execution is about
  /// @param depth how many executions stand above the new one
  /// @param waits whether the visit waits for the end
  record Begin(
      UUID workspaceId,
      UUID executionId,
      UUID stepId,
      UUID workflowId,
      @Nullable UUID leadId,
      @Nullable String correlationId,
      Map<String, Object> input,
      int depth,
      boolean waits) {}

  /// @param startedId the execution that is waited for
  record Look(UUID workspaceId, UUID startedId) {}
}
