package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionDetail;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLine;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import io.tributary.workflows.application.port.out.executions.ExecutionReads;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Component
final class R2dbcExecutionReads implements ExecutionReads {
  private static final UUID LAST = new UUID(-1, -1);
  private static final UUID FIRST = new UUID(0, 0);
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcExecutionReads(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<List<ExecutionSummary>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    var sql = db.sql(listSql(filter)).bind("workspace", workspace.value()).bind("rows", rows);
    var from = filter.from();
    var to = filter.to();
    sql = sql.bind("from", from == null ? FIRST : IdWindow.floor(from));
    sql = sql.bind("to", to == null ? LAST : IdWindow.floor(to));
    sql = sql.bind("before", before == null ? LAST : before);
    var workflow = filter.workflowId();
    if (workflow != null) {
      sql = sql.bind("workflow", workflow);
    }
    var lead = filter.leadId();
    if (lead != null) {
      sql = sql.bind("lead", lead);
    }
    var status = filter.status();
    if (status != null) {
      sql = sql.bind("status", status.name());
    }
    return sql.map(this::summary).all().collectList();
  }

  /// Only the filters that are there, so that each finds its index.
  private static String listSql(Filter filter) {
    return """
    SELECT id, workflow_id, workflow_version, status, trigger_type, lead_id, response_id,
           current_node, outcome, error::text AS error, created_at, started_at, ended_at
    FROM workflows.execution
    WHERE workspace_id = :workspace AND id >= :from AND id < :to AND id < :before
    """
        + (filter.workflowId() == null ? "" : " AND workflow_id = :workflow")
        + (filter.leadId() == null ? "" : " AND lead_id = :lead")
        + (filter.status() == null ? "" : " AND status = :status")
        + " ORDER BY id DESC LIMIT :rows";
  }

  @Override
  public Mono<ExecutionDetail> find(WorkspaceId workspace, UUID id) {
    return db.sql(
            """
            SELECT id, workflow_id, workflow_version, status, trigger_type, lead_id, response_id,
                   current_node, outcome, error::text AS error, created_at, started_at, ended_at,
                   state::text AS state, version
            FROM workflows.execution WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map(
            row ->
                new ExecutionDetail(
                    summary(row),
                    json.read(required(row, "state", String.class), MAP),
                    required(row, "version", Integer.class)))
        .one();
  }

  /// A node is come to after its execution began: older partitions are left out.
  @Override
  public Mono<List<StepView>> steps(
      WorkspaceId workspace, UUID executionId, @Nullable UUID after, int rows) {
    return db.sql(
            """
            SELECT id, node_id, node_type, visit, status, attempts, output::text AS output,
                   error::text AS error, started_at, ended_at
            FROM workflows.node_execution
            WHERE workspace_id = :workspace AND execution_id = :execution AND id > :after
            ORDER BY id LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("execution", executionId)
        .bind("after", after == null ? began(executionId) : after)
        .bind("rows", rows)
        .map(this::step)
        .all()
        .collectList();
  }

  @Override
  public Mono<List<LogLine>> logs(
      WorkspaceId workspace, UUID executionId, @Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT id, node_id, level, message, created_at FROM workflows.execution_log
            WHERE workspace_id = :workspace AND execution_id = :execution
              AND id >= :began AND id < :before
            ORDER BY id DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("execution", executionId)
        .bind("began", began(executionId))
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(
            row ->
                new LogLine(
                    required(row, "id", UUID.class),
                    row.get("node_id", String.class),
                    required(row, "level", String.class),
                    required(row, "message", String.class),
                    required(row, "created_at", Instant.class)))
        .all()
        .collectList();
  }

  private static UUID began(UUID executionId) {
    return IdWindow.floor(IdWindow.timeOf(executionId));
  }

  private ExecutionSummary summary(Readable row) {
    return new ExecutionSummary(
        required(row, "id", UUID.class),
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_version", Integer.class),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        required(row, "trigger_type", String.class),
        row.get("lead_id", UUID.class),
        row.get("response_id", UUID.class),
        row.get("current_node", String.class),
        row.get("outcome", String.class),
        map(row, "error"),
        required(row, "created_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("ended_at", Instant.class));
  }

  private StepView step(Readable row) {
    return new StepView(
        required(row, "id", UUID.class),
        required(row, "node_id", String.class),
        required(row, "node_type", String.class),
        required(row, "visit", Integer.class),
        StepStatus.valueOf(required(row, "status", String.class)),
        required(row, "attempts", Integer.class),
        map(row, "output"),
        map(row, "error"),
        required(row, "started_at", Instant.class),
        row.get("ended_at", Instant.class));
  }

  private @Nullable Map<String, Object> map(Readable row, String column) {
    var text = row.get(column, String.class);
    return text == null ? null : json.read(text, MAP);
  }
}
