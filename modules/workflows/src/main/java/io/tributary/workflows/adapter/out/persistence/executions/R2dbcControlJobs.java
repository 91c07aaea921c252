package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Action;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Arguments;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Job;
import io.tributary.workflows.application.port.in.executions.ControlJobs.JobError;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Order;
import io.tributary.workflows.application.port.in.executions.ControlJobs.Status;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.out.executions.ControlJobStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.Parameter;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Component
final class R2dbcControlJobs implements ControlJobStore {
  private static final TypeReference<List<JobError>> ERRORS = new TypeReference<>() {};
  private static final UUID LAST = new UUID(-1, -1);

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcControlJobs(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Boolean> insert(WorkspaceId workspace, NewJob job) {
    return db.sql(
            """
            INSERT INTO workflows.control_job
              (workspace_id, id, action, filter, arguments, status, cursor_id, request_key,
               fingerprint, created_at, updated_at)
            VALUES (:workspace, :id, :action, :filter::jsonb, :arguments::jsonb, 'QUEUED', :id,
                    :key, :fingerprint, :created, :created)
            ON CONFLICT DO NOTHING
            """)
        .bind("workspace", workspace.value())
        .bind("id", job.id())
        .bind("action", job.order().action().name())
        .bind("filter", json.write(job.order().filter()))
        .bind("arguments", json.write(job.order().arguments()))
        .bind("key", Parameter.fromOrEmpty(job.key(), String.class))
        .bind("fingerprint", job.fingerprint())
        .bind("created", job.createdAt())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Keyed> findByKey(WorkspaceId workspace, String key) {
    return db.sql(
            """
            SELECT id, fingerprint FROM workflows.control_job
            WHERE workspace_id = :workspace AND request_key = :key
            """)
        .bind("workspace", workspace.value())
        .bind("key", key)
        .map(
            row ->
                new Keyed(
                    required(row, "id", UUID.class), required(row, "fingerprint", String.class)))
        .one();
  }

  @Override
  public Mono<Long> countOpen(WorkspaceId workspace) {
    return db.sql(
            """
            SELECT count(*) FROM workflows.control_job
            WHERE workspace_id = :workspace AND status IN ('QUEUED', 'RUNNING')
            """)
        .bind("workspace", workspace.value())
        .mapValue(Long.class)
        .one();
  }

  @Override
  public Mono<Job> find(WorkspaceId workspace, UUID id) {
    return db.sql(
            "SELECT "
                + JobSql.COLUMNS
                + " FROM workflows.control_job WHERE workspace_id = :workspace AND id = :id")
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map(this::job)
        .one();
  }

  @Override
  public Mono<List<Job>> list(WorkspaceId workspace, @Nullable UUID before, int rows) {
    return db.sql(
            "SELECT "
                + JobSql.COLUMNS
                + """
                   FROM workflows.control_job WHERE workspace_id = :workspace AND id < :before
                  ORDER BY id DESC LIMIT :rows
                  """)
        .bind("workspace", workspace.value())
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(this::job)
        .all()
        .collectList();
  }

  private Job job(Readable row) {
    var order = order(row);
    return new Job(
        required(row, "id", UUID.class),
        order.action(),
        order.filter(),
        order.arguments(),
        Status.valueOf(required(row, "status", String.class)),
        required(row, "done", Long.class),
        required(row, "skipped", Long.class),
        required(row, "failed", Long.class),
        json.read(required(row, "errors", String.class), ERRORS),
        row.get("error", String.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class),
        row.get("ended_at", Instant.class));
  }

  private Order order(Readable row) {
    return new Order(
        Action.valueOf(required(row, "action", String.class)),
        json.read(required(row, "filter", String.class), Filter.class),
        json.read(required(row, "arguments", String.class), Arguments.class));
  }

  @Override
  public Mono<Boolean> cancel(WorkspaceId workspace, UUID id, Instant now) {
    return db.sql(
            """
            UPDATE workflows.control_job
            SET status = 'CANCELLED', ended_at = :now, updated_at = :now
            WHERE workspace_id = :workspace AND id = :id AND status IN ('QUEUED', 'RUNNING')
            """)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .bind("now", now)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<OpenJob> claim() {
    return db.sql(JobSql.CLAIM).map(this::open).one();
  }

  @Override
  public Mono<OpenJob> claim(WorkspaceId workspace, UUID id) {
    return db.sql(JobSql.CLAIM_ONE)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map(this::open)
        .one();
  }

  private OpenJob open(Readable row) {
    return new OpenJob(
        new WorkspaceId(required(row, "workspace_id", UUID.class)),
        required(row, "id", UUID.class),
        order(row),
        required(row, "cursor_id", UUID.class),
        required(row, "noted", Integer.class));
  }

  @Override
  public Mono<Void> write(OpenJob job, Batch batch, Instant now) {
    return db.sql(
            """
            UPDATE workflows.control_job
            SET cursor_id = :cursor, done = done + :done, skipped = skipped + :skipped,
                failed = failed + :failed, errors = errors || :errors::jsonb, status = :status,
                error = :error, updated_at = :now, turn_at = clock_timestamp(),
                ended_at = CASE WHEN :status NOT IN ('QUEUED', 'RUNNING')
                                THEN :now::timestamptz END
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("workspace", job.workspace().value())
        .bind("id", job.id())
        .bind("cursor", batch.cursor())
        .bind("done", batch.done())
        .bind("skipped", batch.skipped())
        .bind("failed", batch.failed())
        .bind("errors", json.write(batch.errors()))
        .bind("status", batch.status().name())
        .bind("error", Parameter.fromOrEmpty(batch.error(), String.class))
        .bind("now", now)
        .then();
  }
}
