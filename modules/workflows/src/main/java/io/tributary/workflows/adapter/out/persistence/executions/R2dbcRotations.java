package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.workflows.application.port.out.nodes.Rotations;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcRotations implements Rotations {
  private final DatabaseClient db;

  R2dbcRotations(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Map<Key, Long>> take(Map<Key, Integer> wanted) {
    if (wanted.isEmpty()) {
      return Mono.just(Map.of());
    }
    var keys = List.copyOf(wanted.keySet());
    // in one order, so that two batches never wait for each other crosswise
    return db.sql(
            """
            INSERT INTO workflows.rotation AS r (workspace_id, workflow_id, node_id, taken)
            SELECT i.workspace_id, i.workflow_id, i.node_id, i.turns
            FROM unnest(:workspaces, :workflows, :nodes, :turns)
              AS i (workspace_id, workflow_id, node_id, turns)
            ORDER BY i.workspace_id, i.workflow_id, i.node_id
            ON CONFLICT (workspace_id, workflow_id, node_id)
            DO UPDATE SET taken = r.taken + excluded.taken
            RETURNING workspace_id, workflow_id, node_id, taken
            """)
        .bind("workspaces", Columns.uuids(keys, Key::workspaceId))
        .bind("workflows", Columns.uuids(keys, Key::workflowId))
        .bind("nodes", Columns.texts(keys, Key::nodeId))
        .bind("turns", Columns.ints(keys, wanted::get))
        .map(
            row ->
                Map.entry(
                    new Key(
                        required(row, "workspace_id", UUID.class),
                        required(row, "workflow_id", UUID.class),
                        required(row, "node_id", String.class)),
                    required(row, "taken", Long.class)))
        .all()
        .collectMap(
            Map.Entry::getKey, entry -> entry.getValue() - wanted.getOrDefault(entry.getKey(), 0));
  }
}
