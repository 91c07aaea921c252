package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Drafts: they may break the rules of published versions, but not be of a wrong shape or too
/// large.
public interface EditWorkflows {
  /// Signals `InvalidInput`; nothing is stored then.
  Mono<Workflow> create(WorkspaceId workspace, Draft draft);

  /// Replaces name, description and definition.
  ///
  /// Signals `InvalidInput`, `VersionMissing`, `NotFound`, `StaleVersion`, or `NotInState` if it is
  /// archived.
  Mono<Workflow> replace(
      WorkspaceId workspace, UUID workflowId, Draft draft, ExpectedVersion expected);

  /// What publishing the draft would refuse; empty if nothing. Signals `NotFound`.
  Mono<List<DefinitionFault>> validate(WorkspaceId workspace, UUID workflowId);

  /// @param definition React Flow's `nodes` and `edges`; null for an empty graph
  record Draft(
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, Object> definition) {}
}
