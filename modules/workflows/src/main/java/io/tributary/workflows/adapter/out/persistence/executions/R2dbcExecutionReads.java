package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.sql.ColumnsInOrder;
import io.tributary.kernel.transactions.ScopedSelect;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionDetail;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLevel;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLine;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepFilter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.TokenView;
import io.tributary.workflows.application.port.out.executions.ExecutionReads;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionReads implements ExecutionReads {
  /// The keys of a state, in the order of their columns.
  private static final List<String> STATE = List.of("response", "variables", "stepOutputs");

  private static final String JSON_NULL = "null";
  private static final String NO_TOKENS = "[]";

  /// Row by row, since only a comparison with one id leads to its partition alone.
  private static final String EACH =
      """
      SELECT e.* FROM unnest(:ids) AS wanted (id) CROSS JOIN LATERAL (
        SELECT %s FROM workflows.execution e
        WHERE e.workspace_id = %s AND e.id = wanted.id LIMIT 1) AS e
      """;

  static final String DETAILS =
      ScopedSelect.of(
          EACH.formatted(
              ExecutionViews.SUMMARY
                  + """
                    , (e.state -> 'response')::text AS response,
                    (e.state -> 'variables')::text AS variables,
                    (e.state -> 'stepOutputs')::text AS step_outputs,
                    (e.progress -> 'tokens')::text AS tokens, e.version
                    """,
              "scope.workspace_id"));

  private final DatabaseClient db;
  private final JsonText json;
  private final ExecutionViews views;

  R2dbcExecutionReads(DatabaseClient db, JsonText json, ExecutionViews views) {
    this.db = db;
    this.json = json;
    this.views = views;
  }

  @Override
  public Mono<List<ExecutionSummary>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    var by = new FilterSql(workspace, filter, before);
    return by.bind(db.sql(listSql(by))).bind("rows", rows).map(views::summary).all().collectList();
  }

  /// First the ids, most of them from an index alone; then one row for each.
  static String listSql(FilterSql by) {
    return """
    WITH page AS MATERIALIZED (
      %s
    )
    SELECT e.* FROM page CROSS JOIN LATERAL (
      SELECT %s FROM workflows.execution e
      WHERE e.workspace_id = :workspace AND e.id = page.id LIMIT 1) AS e
    ORDER BY e.id DESC
    """
        .formatted(by.newest(true), ExecutionViews.SUMMARY);
  }

  @Override
  public Mono<List<ExecutionSummary>> find(WorkspaceId workspace, List<UUID> ids) {
    return db.sql(EACH.formatted(ExecutionViews.SUMMARY, ":workspace") + " ORDER BY e.id DESC")
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("workspace", workspace.value())
        .map(views::summary)
        .all()
        .collectList();
  }

  @Override
  public Mono<Map<UUID, ExecutionDetail>> details(WorkspaceId workspace, List<UUID> ids) {
    return db.sql(DETAILS)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("workspace", workspace.value())
        .map(this::detail)
        .all()
        .collectMap(detail -> detail.summary().id());
  }

  @Override
  public Mono<Boolean> exists(WorkspaceId workspace, UUID id) {
    return db.sql(
            """
            SELECT EXISTS (
              SELECT FROM workflows.execution WHERE workspace_id = :workspace AND id = :id)
            """)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .mapValue(Boolean.class)
        .one();
  }

  private ExecutionDetail detail(Readable row) {
    var columns = new ColumnsInOrder(row);
    return new ExecutionDetail(
        views.summary(columns),
        state(columns),
        tokens(columns.next(String.class)),
        columns.required(Integer.class));
  }

  private static String state(ColumnsInOrder columns) {
    var parts = new StringJoiner(",", "{", "}");
    for (var key : STATE) {
      var value = columns.next(String.class);
      if (value != null && !value.equals(JSON_NULL)) {
        parts.add('"' + key + "\":" + value);
      }
    }
    return parts.toString();
  }

  private List<TokenView> tokens(@Nullable String text) {
    return text == null || text.equals(NO_TOKENS) ? List.of() : TokenViews.of(json.tree(text));
  }

  /// A node is come to after its execution began: older partitions are left out.
  @Override
  public Mono<List<StepView>> steps(
      WorkspaceId workspace, UUID executionId, StepFilter filter, @Nullable UUID after, int rows) {
    var sql =
        db.sql(stepsSql(filter))
            .bind("workspace", workspace.value())
            .bind("execution", executionId)
            .bind("after", after == null ? began(executionId) : after)
            .bind("rows", rows);
    var node = filter.nodeId();
    if (node != null) {
      sql = sql.bind("node", node);
    }
    var status = filter.status();
    if (status != null) {
      sql = sql.bind("status", status.name());
    }
    return sql.map(views::step).all().collectList();
  }

  static String stepsSql(StepFilter filter) {
    return "SELECT "
        + ExecutionViews.STEP
        + """
           FROM workflows.node_execution s
          WHERE workspace_id = :workspace AND execution_id = :execution AND id > :after
          """
        + (filter.nodeId() == null ? "" : " AND node_id = :node")
        + (filter.status() == null ? "" : " AND status = :status")
        + " ORDER BY id LIMIT :rows";
  }

  @Override
  public Mono<List<LogLine>> logs(
      WorkspaceId workspace,
      UUID executionId,
      @Nullable LogLevel level,
      @Nullable UUID before,
      int rows) {
    var sql =
        db.sql(logsSql(level))
            .bind("workspace", workspace.value())
            .bind("execution", executionId)
            .bind("began", began(executionId))
            .bind("before", before == null ? FilterSql.LAST : before)
            .bind("rows", rows);
    if (level != null) {
      sql = sql.bind("level", level.name());
    }
    return sql.map(R2dbcExecutionReads::line).all().collectList();
  }

  static String logsSql(@Nullable LogLevel level) {
    return """
    SELECT id, node_id, level, message, created_at FROM workflows.execution_log
    WHERE workspace_id = :workspace AND execution_id = :execution AND id >= :began AND id < :before
    """
        + (level == null ? "" : " AND level = :level")
        + " ORDER BY id DESC LIMIT :rows";
  }

  private static LogLine line(Readable row) {
    return new LogLine(
        required(row, "id", UUID.class),
        row.get("node_id", String.class),
        required(row, "level", String.class),
        required(row, "message", String.class),
        required(row, "created_at", Instant.class));
  }

  static UUID began(UUID executionId) {
    return IdWindow.floor(IdWindow.timeOf(executionId));
  }
}
