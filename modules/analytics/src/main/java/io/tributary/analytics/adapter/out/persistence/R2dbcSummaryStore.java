package io.tributary.analytics.adapter.out.persistence;

import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summary;
import io.tributary.analytics.application.port.out.SummaryStore;
import io.tributary.kernel.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class R2dbcSummaryStore implements SummaryStore {
  private static final UUID LAST = new UUID(-1L, -1L);

  private final DatabaseClient db;

  R2dbcSummaryStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<Summary>> read(WorkspaceId workspace, @Nullable UUID after, int rows) {
    return db.sql(
            """
            SELECT workflow_id, started, completed, failed, cancelled, failure_rate, mails_sent,
                   average_duration_ms, last_active_day
            FROM analytics.workflow_summary_of_workspace
            WHERE workspace_id = :workspace AND workflow_id < :after
            ORDER BY workflow_id DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("after", after == null ? LAST : after)
        .bind("rows", rows)
        .mapProperties(Summary.class)
        .all()
        .collectList();
  }

  @Override
  public Mono<Instant> asOf() {
    return db.sql("SELECT as_of FROM analytics.refresh_state WHERE name = 'workflow_summary'")
        .mapValue(Instant.class)
        .one();
  }

  @Override
  public Mono<Boolean> refreshIfOlderThan(Duration age) {
    return db.sql(
            """
            SELECT analytics.refresh_workflow_summary() AS took_ms
            FROM analytics.refresh_state
            WHERE name = 'workflow_summary' AND as_of <= now() - make_interval(secs => :seconds)
            """)
        .bind("seconds", age.toMillis() / 1000.0)
        .mapValue(Integer.class)
        .one()
        .map(tookMillis -> true)
        .defaultIfEmpty(false);
  }
}
