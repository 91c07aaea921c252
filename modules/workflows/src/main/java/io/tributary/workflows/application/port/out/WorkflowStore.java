package io.tributary.workflows.application.port.out;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Trigger;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Workflows, their versions, and what triggers them. Inside a workspace's transaction.
public interface WorkflowStore {
  /// @param request null if it came without a key
  /// @return false if a workflow was created with that key before; nothing is stored then
  Mono<Boolean> insert(WorkspaceId workspace, Workflow workflow, @Nullable RequestKey request);

  /// What was created with that key; empty if nothing was.
  Mono<Requested> requested(WorkspaceId workspace, String key);

  /// @return empty if there is none
  Mono<Workflow> find(WorkspaceId workspace, UUID id);

  /// As `find`; nobody else changes it until the transaction ends.
  Mono<Workflow> lock(WorkspaceId workspace, UUID id);

  /// Replaces a locked one.
  Mono<Void> update(WorkspaceId workspace, Workflow workflow);

  /// Newest first.
  ///
  /// @param status null for all
  /// @param before null for the first page
  Mono<List<Summary>> list(
      WorkspaceId workspace, @Nullable WorkflowStatus status, @Nullable UUID before, int rows);

  Mono<Void> insertVersion(WorkspaceId workspace, Version version);

  /// @return empty if there is none
  Mono<Version> version(WorkspaceId workspace, UUID workflowId, int number);

  /// Newest first.
  ///
  /// @param before null for the first page
  Mono<List<VersionSummary>> versions(
      WorkspaceId workspace, UUID workflowId, @Nullable Integer before, int rows);

  /// From now on `version` is started by `trigger`, and no other version is.
  Mono<Void> activate(WorkspaceId workspace, UUID workflowId, int version, Trigger trigger);

  /// From now on nothing starts it.
  Mono<Void> deactivate(WorkspaceId workspace, UUID workflowId);

  /// @param hash of the request's body
  record Requested(UUID workflowId, String hash) {}

  record Summary(
      UUID id,
      String name,
      String description,
      WorkflowStatus status,
      int version,
      @Nullable Integer publishedVersion,
      Instant createdAt,
      Instant updatedAt) {}

  record Version(
      UUID workflowId,
      int number,
      String name,
      Map<String, Object> definition,
      Instant publishedAt) {}

  record VersionSummary(int number, String name, Instant publishedAt) {}
}
