package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.application.port.out.WorkflowStore.Summary;
import io.tributary.workflows.application.port.out.WorkflowStore.Version;
import io.tributary.workflows.application.port.out.WorkflowStore.VersionSummary;
import io.tributary.workflows.domain.definitions.DefinitionDiff;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Workflows and their published versions.
public interface ReadWorkflows {
  /// Newest first.
  ///
  /// @param status null for all
  Mono<Page<Summary>> list(
      WorkspaceId workspace, @Nullable WorkflowStatus status, PageRequest page);

  /// Signals `NotFound`.
  Mono<Workflow> find(WorkspaceId workspace, UUID workflowId);

  /// Newest first. Signals `NotFound` if there is no such workflow.
  Mono<Page<VersionSummary>> versions(WorkspaceId workspace, UUID workflowId, PageRequest page);

  /// Signals `NotFound`.
  Mono<Version> version(WorkspaceId workspace, UUID workflowId, int number);

  /// What changed from the version `from` to another one. Signals `NotFound`.
  ///
  /// @param to null for the draft
  Mono<DefinitionDiff> diff(WorkspaceId workspace, UUID workflowId, int from, @Nullable Integer to);
}
