package io.tributary.workflows.application.port.out;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.definitions.DefinitionParts;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The nodes and edges of all definitions as rows. Version 0 is the draft.
public interface DefinitionRows {
  int DRAFT = 0;

  /// Makes the rows of a version those of `parts`, writing only what differs. Inside the
  /// transaction of its workspace that writes the definition.
  Mono<Void> replace(WorkspaceId workspace, UUID workflowId, int version, DefinitionParts parts);

  /// In the order of `Position`. Inside a transaction of the workspace; where the filter asks for a
  /// config, inside a worker's, since row-level security keeps such a search from its index.
  ///
  /// @param after null for the first page
  Mono<List<NodeRow>> nodes(
      WorkspaceId workspace, NodeFilter filter, @Nullable Position after, int rows);

  /// As `nodes`, with a condition for the config.
  Mono<List<EdgeRow>> edges(
      WorkspaceId workspace, EdgeFilter filter, @Nullable Position after, int rows);

  /// Which versions are searched.
  enum Scope {
    /// the current ones of all workflows that are not archived
    PUBLISHED,
    /// the drafts of all workflows that are not archived
    DRAFT,
    /// every version and draft there is
    ALL
  }

  /// @param type null for any
  /// @param config contained in the node's; null for any
  /// @param workflowId null for all
  record NodeFilter(
      @Nullable String type,
      @Nullable Map<String, Object> config,
      @Nullable UUID workflowId,
      Scope scope) {}

  /// @param condition contained in the edge's; null for any, and for edges without one
  /// @param workflowId null for all
  record EdgeFilter(@Nullable Object condition, @Nullable UUID workflowId, Scope scope) {}

  record Position(UUID workflowId, int version, String partId) {}

  record NodeRow(
      UUID workflowId,
      String workflowName,
      int version,
      String nodeId,
      String type,
      String label,
      Map<String, Object> config) {}

  record EdgeRow(
      UUID workflowId,
      String workflowName,
      int version,
      String edgeId,
      String source,
      String target,
      @Nullable String handle,
      @Nullable Object condition) {}
}
