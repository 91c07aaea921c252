package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Drafts: they may break the rules of published versions, but not be of a wrong shape or too
/// large.
public interface EditWorkflows {
  /// Signals `InvalidInput` or `IdempotencyKeyReused`; nothing is stored then.
  ///
  /// @param request null if the caller does not mean to repeat it
  /// @return the new workflow, or, as it is now, the one that the same request made before
  Mono<Workflow> create(WorkspaceId workspace, Draft draft, @Nullable RequestKey request);

  /// Replaces name, description and definition.
  ///
  /// Signals `InvalidInput`, `VersionMissing`, `NotFound`, `StaleVersion`, or `NotInState` if it is
  /// archived.
  Mono<Workflow> replace(
      WorkspaceId workspace, UUID workflowId, Draft draft, ExpectedVersion expected);

  /// Makes the draft what the published version `number` is; name and description stay.
  ///
  /// Signals `VersionMissing`, `NotFound`, `StaleVersion`, or `NotInState` if it is archived.
  Mono<Workflow> restore(
      WorkspaceId workspace, UUID workflowId, int number, ExpectedVersion expected);

  /// What publishing the draft would refuse; empty if nothing. Signals `NotFound`.
  Mono<List<DefinitionFault>> validate(WorkspaceId workspace, UUID workflowId);

  /// What publishing `definition` would refuse, without storing it; empty if nothing.
  Mono<List<DefinitionFault>> validate(WorkspaceId workspace, Map<String, Object> definition);

  /// @param definition React Flow's `nodes` and `edges`; null for an empty graph
  record Draft(
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, Object> definition) {}
}
