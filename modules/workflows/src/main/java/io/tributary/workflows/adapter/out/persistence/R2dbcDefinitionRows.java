package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.DefinitionRows;
import io.tributary.workflows.domain.definitions.DefinitionParts;
import io.tributary.workflows.domain.definitions.DefinitionParts.Edge;
import io.tributary.workflows.domain.definitions.DefinitionParts.Node;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcDefinitionRows implements DefinitionRows {
  private final DatabaseClient db;
  private final JsonText json;

  R2dbcDefinitionRows(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Void> replace(
      WorkspaceId workspace, UUID workflowId, int version, DefinitionParts parts) {
    return replaceNodes(workspace, workflowId, version, parts.nodes())
        .then(Mono.defer(() -> replaceEdges(workspace, workflowId, version, parts.edges())));
  }

  private Mono<Void> replaceNodes(
      WorkspaceId workspace, UUID workflowId, int version, List<Node> nodes) {
    return db.sql(
            """
            WITH wanted AS MATERIALIZED (
              SELECT * FROM unnest(:ids::text[], :types::text[], :labels::text[], :configs::text[])
                AS w (node_id, type, label, config)
            ), gone AS (
              DELETE FROM workflows.node
              WHERE workspace_id = :workspace AND workflow_id = :workflow AND version = :version
                AND node_id NOT IN (SELECT node_id FROM wanted)
            )
            INSERT INTO workflows.node AS n (workspace_id, workflow_id, version, node_id, type,
                                             label, config)
            SELECT :workspace, :workflow, :version, node_id, type, label, config::jsonb FROM wanted
            ON CONFLICT (workspace_id, workflow_id, version, node_id) DO UPDATE
            SET type = excluded.type, label = excluded.label, config = excluded.config
            WHERE (n.type, n.label, n.config)
              IS DISTINCT FROM (excluded.type, excluded.label, excluded.config)
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .bind("version", version)
        .bind("ids", column(nodes, Node::id))
        .bind("types", column(nodes, Node::type))
        .bind("labels", column(nodes, Node::label))
        .bind("configs", column(nodes, node -> json.write(node.config())))
        .then();
  }

  private Mono<Void> replaceEdges(
      WorkspaceId workspace, UUID workflowId, int version, List<Edge> edges) {
    return db.sql(
            """
            WITH wanted AS MATERIALIZED (
              SELECT * FROM unnest(:ids::text[], :sources::text[], :targets::text[],
                                   :handles::text[], :conditions::text[])
                AS w (edge_id, source, target, handle, condition)
            ), gone AS (
              DELETE FROM workflows.edge
              WHERE workspace_id = :workspace AND workflow_id = :workflow AND version = :version
                AND edge_id NOT IN (SELECT edge_id FROM wanted)
            )
            INSERT INTO workflows.edge AS e (workspace_id, workflow_id, version, edge_id, source,
                                             target, handle, condition)
            SELECT :workspace, :workflow, :version, edge_id, source, target, handle,
                   condition::jsonb
            FROM wanted
            ON CONFLICT (workspace_id, workflow_id, version, edge_id) DO UPDATE
            SET source = excluded.source, target = excluded.target, handle = excluded.handle,
                condition = excluded.condition
            WHERE (e.source, e.target, e.handle, e.condition)
              IS DISTINCT FROM (excluded.source, excluded.target, excluded.handle,
                                excluded.condition)
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .bind("version", version)
        .bind("ids", column(edges, Edge::id))
        .bind("sources", column(edges, Edge::source))
        .bind("targets", column(edges, Edge::target))
        .bind("handles", column(edges, Edge::handle))
        .bind("conditions", column(edges, edge -> textOf(edge.condition())))
        .then();
  }

  private @Nullable String textOf(@Nullable Object condition) {
    return condition == null ? null : json.write(condition);
  }

  @SuppressWarnings("NullAway") // an array's element may be null: SQL's null
  private static <T> String[] column(List<T> parts, Function<T, @Nullable String> value) {
    return parts.stream().map(value).toArray(String[]::new);
  }

  @Override
  public Mono<List<NodeRow>> nodes(
      WorkspaceId workspace, NodeFilter filter, @Nullable Position after, int rows) {
    var statement = bound(DefinitionSearchSql.nodes(filter, after), workspace, after, rows);
    if (filter.type() != null) {
      statement = statement.bind("type", filter.type());
    }
    if (filter.config() != null) {
      statement = statement.bind("config", json.toJson(filter.config()));
    }
    if (filter.workflowId() != null) {
      statement = statement.bind("workflow", filter.workflowId());
    }
    return statement.map(this::toNode).all().collectList();
  }

  @Override
  public Mono<List<EdgeRow>> edges(
      WorkspaceId workspace, EdgeFilter filter, @Nullable Position after, int rows) {
    var statement = bound(DefinitionSearchSql.edges(filter, after), workspace, after, rows);
    if (filter.condition() != null) {
      statement = statement.bind("condition", json.toJson(filter.condition()));
    }
    if (filter.workflowId() != null) {
      statement = statement.bind("workflow", filter.workflowId());
    }
    return statement.map(this::toEdge).all().collectList();
  }

  private GenericExecuteSpec bound(
      String sql, WorkspaceId workspace, @Nullable Position after, int rows) {
    var statement = db.sql(sql).bind("workspace", workspace.value()).bind("rows", rows);
    return after == null
        ? statement
        : statement
            .bind("afterWorkflow", after.workflowId())
            .bind("afterVersion", after.version())
            .bind("afterPart", after.partId());
  }

  private NodeRow toNode(Readable row) {
    return new NodeRow(
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_name", String.class),
        required(row, "version", Integer.class),
        required(row, "node_id", String.class),
        required(row, "type", String.class),
        required(row, "label", String.class),
        json.read(required(row, "config", String.class), Definitions.TYPE));
  }

  private EdgeRow toEdge(Readable row) {
    var condition = row.get("condition", String.class);
    return new EdgeRow(
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_name", String.class),
        required(row, "version", Integer.class),
        required(row, "edge_id", String.class),
        required(row, "source", String.class),
        required(row, "target", String.class),
        row.get("handle", String.class),
        condition == null ? null : json.read(condition, Object.class));
  }
}
