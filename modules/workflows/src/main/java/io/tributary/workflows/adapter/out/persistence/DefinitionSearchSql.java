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
  private static final String NODE_COLUMNS =
      "p.workflow_id, w.name AS workflow_name, p.version, p.node_id, p.type, p.label,"
          + " p.config::text AS config";
  private static final String EDGE_COLUMNS =
      "p.workflow_id, w.name AS workflow_name, p.version, p.edge_id, p.source, p.target, p.handle,"
          + " p.condition::text AS condition";
  private static final String ITS_WORKFLOW =
      " JOIN workflows.workflow w ON w.workspace_id = p.workspace_id AND w.id = p.workflow_id";

  private DefinitionSearchSql() {}

  static String nodes(NodeFilter filter, @Nullable Position after) {
    var from = " FROM workflows.node p" + ITS_WORKFLOW;
    var where =
        where(filter.scope(), filter.workflowId(), "node_id", after)
            + (filter.type() == null ? "" : " AND p.type = :type");
    return filter.config() == null
        ? "SELECT " + NODE_COLUMNS + from + where + page("p", "node_id")
        : byContent(from, where + " AND p.config @> :config", "node", NODE_COLUMNS);
  }

  static String edges(EdgeFilter filter, @Nullable Position after) {
    var from = " FROM workflows.edge p" + ITS_WORKFLOW;
    var where = where(filter.scope(), filter.workflowId(), "edge_id", after);
    return filter.condition() == null
        ? "SELECT " + EDGE_COLUMNS + from + where + page("p", "edge_id")
        : byContent(from, where + " AND p.condition @> :condition", "edge", EDGE_COLUMNS);
  }

  /// How many rows contain a value is anybody's guess to the planner. With a limit beside it, it
  /// would hope to meet a page of them soon by walking the primary key, and read the whole
  /// workspace for a rare one; so that they are found first, by the index of contents.
  private static String byContent(String from, String where, String table, String columns) {
    var id = table + "_id";
    return "WITH found AS MATERIALIZED (SELECT p.workflow_id, p.version, p."
        + id
        + from
        + where
        + "), page AS (SELECT * FROM found"
        + page("found", id)
        + ") SELECT "
        + columns
        + " FROM page JOIN workflows."
        + table
        + " p USING (workflow_id, version, "
        + id
        + ")"
        + ITS_WORKFLOW
        + " WHERE p.workspace_id = :workspace"
        + order("p", id);
  }

  private static String where(
      Scope scope, @Nullable UUID workflow, String id, @Nullable Position after) {
    return " WHERE p.workspace_id = :workspace"
        + (workflow == null ? "" : " AND p.workflow_id = :workflow")
        + switch (scope) {
          case PUBLISHED -> " AND p.version = w.published_version AND w.status <> 'ARCHIVED'";
          case DRAFT -> " AND p.version = 0 AND w.status <> 'ARCHIVED'";
          case ALL -> "";
        }
        + (after == null
            ? ""
            : " AND (p.workflow_id, p.version, p."
                + id
                + ") > (:afterWorkflow, :afterVersion, :afterPart)");
  }

  private static String page(String rows, String id) {
    return order(rows, id) + " LIMIT :rows";
  }

  private static String order(String rows, String id) {
    return " ORDER BY %1$s.workflow_id, %1$s.version, %1$s.%2$s".formatted(rows, id);
  }
}
