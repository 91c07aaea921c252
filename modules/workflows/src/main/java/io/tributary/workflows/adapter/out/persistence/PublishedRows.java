package io.tributary.workflows.adapter.out.persistence;

import io.tributary.workflows.application.port.out.PublishedWorkflows.Match;
import io.tributary.workflows.application.port.out.PublishedWorkflows.TriggerKey;
import io.tributary.workflows.domain.CompiledWorkflow;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Published versions and triggers as they are stored, for workers.
interface PublishedRows {
  /// @return empty if there is no such version
  Mono<Sized> find(UUID workspaceId, UUID workflowId, int version);

  /// By one statement; the workflows of a key in the order of their creation.
  Mono<List<Match>> matching(List<TriggerKey> keys);

  /// @param chars the length of its definition as JSON
  record Sized(CompiledWorkflow workflow, int chars) {}
}
