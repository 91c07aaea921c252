package io.tributary.workflows.adapter.out.persistence;

import io.tributary.workflows.application.port.out.DefinitionRows.EdgeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.NodeFilter;
import io.tributary.workflows.application.port.out.DefinitionRows.Position;
import io.tributary.workflows.application.port.out.DefinitionRows.Scope;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The statements that find nodes and edges. Parameters are named after the filters' components;
/// besides `workspace`, `rows`, and `afterWorkflow`, `afterVersion`, `afterPart`.
final class DefinitionSearchSql {
  private DefinitionSearchSql() {}

  static String nodes(NodeFilter filter, @Nullable Position after) {
    return """
        SELECT p.workflow_id, w.name AS workflow_name, p.version, p.node_id, p.type, p.label,
               p.config::text AS config
        FROM workflows.node p
        """
        + joined(filter.scope(), filter.workflowId())
        + (filter.type() == null ? "" : " AND p.type = :type")
        + (filter.config() == null ? "" : " AND p.config @> :config")
        + page("node_id", after);
  }

  static String edges(EdgeFilter filter, @Nullable Position after) {
    return """
        SELECT p.workflow_id, w.name AS workflow_name, p.version, p.edge_id, p.source, p.target,
               p.handle, p.condition::text AS condition
        FROM workflows.edge p
        """
        + joined(filter.scope(), filter.workflowId())
        + (filter.condition() == null ? "" : " AND p.condition @> :condition")
        + page("edge_id", after);
  }

  private static String joined(Scope scope, @Nullable UUID workflow) {
    return " JOIN workflows.workflow w ON w.workspace_id = p.workspace_id AND w.id = p.workflow_id"
        + " WHERE p.workspace_id = :workspace"
        + (workflow == null ? "" : " AND p.workflow_id = :workflow")
        + switch (scope) {
          case PUBLISHED -> " AND p.version = w.published_version AND w.status <> 'ARCHIVED'";
          case DRAFT -> " AND p.version = 0 AND w.status <> 'ARCHIVED'";
          case ALL -> "";
        };
  }

  private static String page(String id, @Nullable Position after) {
    var part = "p." + id;
    return (after == null
            ? ""
            : " AND (p.workflow_id, p.version, "
                + part
                + ") > (:afterWorkflow, :afterVersion, :afterPart)")
        + " ORDER BY p.workflow_id, p.version, "
        + part
        + " LIMIT :rows";
  }
}
