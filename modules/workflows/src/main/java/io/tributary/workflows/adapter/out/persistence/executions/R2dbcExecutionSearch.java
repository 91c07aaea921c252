package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.out.executions.ExecutionSearch;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionSearch implements ExecutionSearch {
  /// Reading so many takes some milliseconds.
  static final int LOOKED_AT = 2_000;

  private final DatabaseClient db;

  R2dbcExecutionSearch(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Newest> newest(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    var by = new FilterSql(workspace, filter, before);
    return by.bind(db.sql(newestSql(by)))
        .bind("rows", LOOKED_AT)
        .bind("wanted", rows)
        .map(R2dbcExecutionSearch::newest)
        .one();
  }

  static String newestSql(FilterSql by) {
    return """
    WITH newest AS MATERIALIZED (
      %s
    ), looked AS (
      SELECT n.id, l.id IS NOT NULL AS fits FROM newest n LEFT JOIN LATERAL (
        SELECT e.id FROM workflows.execution e
        WHERE e.workspace_id = :workspace AND e.id = n.id %s LIMIT 1) AS l ON true
    )
    SELECT count(*) AS looked_at, (array_agg(id ORDER BY id))[1] AS last,
           coalesce((array_agg(id ORDER BY id DESC) FILTER (WHERE fits))[1 : :wanted], '{}')
             AS found
    FROM looked
    """
        .formatted(by.newest(false), by.placeAndState());
  }

  private static Newest newest(Readable row) {
    return new Newest(
        List.of(required(row, "found", UUID[].class)),
        row.get("last", UUID.class),
        required(row, "looked_at", Long.class) < LOOKED_AT);
  }

  @Override
  public Mono<List<UUID>> older(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    var by = new FilterSql(workspace, filter, before);
    return plannedForItsValues()
        .thenMany(
            by.bind(db.sql(olderSql(by)))
                .bind("rows", rows)
                .map(row -> required(row, "id", UUID.class))
                .all())
        .collectList();
  }

  /// A plan for any values cannot know that the window of ids leaves out nothing, and reads the
  /// workspace's whole primary key to apply it.
  private Mono<String> plannedForItsValues() {
    return db.sql("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)")
        .mapValue(String.class)
        .one();
  }

  static String olderSql(FilterSql by) {
    return "WITH matching AS MATERIALIZED ("
        + by.all()
        + ") SELECT id FROM matching ORDER BY id DESC LIMIT :rows";
  }
}
