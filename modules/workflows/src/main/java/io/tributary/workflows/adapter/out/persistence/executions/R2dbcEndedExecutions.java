package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.EndedExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Component
final class R2dbcEndedExecutions implements EndedExecutions {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcEndedExecutions(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<List<Ended>> find(List<ExecutionRef> executions) {
    return db.sql(
            """
            SELECT e.*
            FROM unnest(:workspaces, :ids) AS i (workspace_id, id)
            CROSS JOIN LATERAL (
              SELECT e.workspace_id, e.id, e.status, e.outcome, e.error::text AS error,
                     CASE WHEN octet_length((e.state -> 'variables')::text) <= 65536
                       THEN (e.state -> 'variables')::text END AS variables
              FROM workflows.execution e
              WHERE e.workspace_id = i.workspace_id AND e.id = i.id
                AND e.status IN ('COMPLETED', 'FAILED', 'CANCELLED')
              LIMIT 1) AS e
            """)
        .bind("workspaces", Columns.uuids(executions, ExecutionRef::workspaceId))
        .bind("ids", Columns.uuids(executions, ExecutionRef::id))
        .map(this::ended)
        .all()
        .collectList();
  }

  private Ended ended(Readable row) {
    var variables = map(row, "variables");
    return new Ended(
        new ExecutionRef(
            required(row, "workspace_id", UUID.class), required(row, "id", UUID.class)),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        row.get("outcome", String.class),
        map(row, "error"),
        variables == null ? Map.of() : variables);
  }

  private @Nullable Map<String, Object> map(Readable row, String column) {
    var text = row.get(column, String.class);
    return text == null ? null : json.read(text, MAP);
  }
}
