package io.tributary.workflows.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.EdgeRow;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeRow;
import reactor.core.publisher.Mono;

/// Finds nodes and edges among all workflows of a workspace: which of them send this template?
///
/// By workflow, version and id. Both signal `InvalidInput` for what no definition can hold.
public interface SearchDefinitions {
  Mono<Page<NodeRow>> nodes(WorkspaceId workspace, NodeFilter filter, PageRequest page);

  Mono<Page<EdgeRow>> edges(WorkspaceId workspace, EdgeFilter filter, PageRequest page);
}
