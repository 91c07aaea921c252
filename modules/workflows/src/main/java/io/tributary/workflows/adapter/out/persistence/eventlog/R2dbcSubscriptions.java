package io.tributary.workflows.adapter.out.persistence.eventlog;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSubscriptions implements SubscriptionStore {
  private static final UUID FIRST = new UUID(0, 0);

  private final DatabaseClient db;

  R2dbcSubscriptions(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Void> put(List<Subscription> rows) {
    return rows.isEmpty()
        ? Mono.empty()
        : db.sql(
                """
                INSERT INTO workflows.event_subscription
                  (workspace_id, step_id, execution_id, name, correlation_id, created_at)
                SELECT i.workspace_id, i.step_id, i.execution_id, i.name, i.correlation_id, i.at
                FROM unnest(:workspaces, :steps, :executions, :names, :correlations, :times)
                  AS i (workspace_id, step_id, execution_id, name, correlation_id, at)
                ORDER BY i.workspace_id, i.step_id
                ON CONFLICT (workspace_id, step_id)
                DO UPDATE SET name = excluded.name, correlation_id = excluded.correlation_id
                """)
            .bind(
                "workspaces",
                rows.stream().map(row -> row.step().workspaceId()).toArray(UUID[]::new))
            .bind("steps", rows.stream().map(row -> row.step().id()).toArray(UUID[]::new))
            .bind("executions", rows.stream().map(Subscription::executionId).toArray(UUID[]::new))
            .bind("names", rows.stream().map(Subscription::name).toArray(String[]::new))
            .bind(
                "correlations",
                rows.stream().map(Subscription::correlationId).toArray(String[]::new))
            .bind("times", rows.stream().map(Subscription::at).toArray(Instant[]::new))
            .then();
  }

  @Override
  public Mono<Void> delete(List<StepRef> steps) {
    return steps.isEmpty()
        ? Mono.empty()
        : db.sql(
                """
                DELETE FROM workflows.event_subscription s
                USING unnest(:workspaces, :steps) AS i (workspace_id, step_id)
                WHERE s.workspace_id = i.workspace_id AND s.step_id = i.step_id
                """)
            .bind("workspaces", steps.stream().map(StepRef::workspaceId).toArray(UUID[]::new))
            .bind("steps", steps.stream().map(StepRef::id).toArray(UUID[]::new))
            .then();
  }

  @Override
  public Mono<List<Match>> matching(List<Published> events, int rows) {
    return db.sql(EventSql.MATCHING)
        .bind("workspaces", events.stream().map(Published::workspaceId).toArray(UUID[]::new))
        .bind("names", events.stream().map(Published::name).toArray(String[]::new))
        .bind("correlations", events.stream().map(Published::correlationId).toArray(String[]::new))
        .bind(
            "afters",
            events.stream()
                .map(event -> Objects.requireNonNullElse(event.after(), FIRST))
                .toArray(UUID[]::new))
        .bind("rows", rows)
        .map(
            row ->
                new Match(
                    required(row, "n", Long.class).intValue() - 1,
                    new ExecutionRef(
                        required(row, "workspace_id", UUID.class),
                        required(row, "execution_id", UUID.class)),
                    required(row, "step_id", UUID.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Swept> sweep(@Nullable StepRef after, int rows) {
    return db.sql(EventSql.SWEEP)
        .bind("workspace", after == null ? FIRST : after.workspaceId())
        .bind("step", after == null ? FIRST : after.id())
        .bind("rows", rows)
        .map(
            row ->
                new Swept(
                    required(row, "deleted", Long.class),
                    required(row, "seen", Long.class) < rows
                        ? null
                        : new StepRef(
                            required(row, "workspace_id", UUID.class),
                            required(row, "step_id", UUID.class))))
        .one()
        .defaultIfEmpty(new Swept(0, null));
  }
}
