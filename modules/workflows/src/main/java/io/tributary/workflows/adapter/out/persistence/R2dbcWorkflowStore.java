package io.tributary.workflows.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Parameter;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.domain.definitions.Lifecycle;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Trigger;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcWorkflowStore implements WorkflowStore {
  private static final String FIND =
      """
      SELECT id, name, description, status, draft::text AS draft, version, published_version,
             created_at, updated_at
      FROM workflows.workflow WHERE workspace_id = :workspace AND id = :id
      """;

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcWorkflowStore(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Boolean> insert(
      WorkspaceId workspace, Workflow workflow, @Nullable RequestKey request) {
    return db.sql(
            """
            INSERT INTO workflows.workflow (workspace_id, id, name, description, status, draft,
                                            version, created_at, updated_at, request_key,
                                            request_hash)
            VALUES (:workspace, :id, :name, :description, :status, :draft, :version, :now, :now,
                    :key, :hash)
            ON CONFLICT (workspace_id, request_key) WHERE request_key IS NOT NULL DO NOTHING
            """)
        .bind("workspace", workspace.value())
        .bind("id", workflow.id())
        .bind("name", workflow.name())
        .bind("description", workflow.description())
        .bind("status", workflow.lifecycle().status().name())
        .bind("draft", json.toJson(workflow.draft()))
        .bind("version", workflow.lifecycle().version())
        .bind("now", workflow.createdAt())
        .bind("key", Parameters.in(R2dbcType.VARCHAR, request == null ? null : request.key()))
        .bind("hash", Parameters.in(R2dbcType.VARCHAR, request == null ? null : request.hash()))
        .fetch()
        .rowsUpdated()
        .map(inserted -> inserted > 0);
  }

  @Override
  public Mono<Requested> requested(WorkspaceId workspace, String key) {
    return db.sql(
            """
            SELECT id, request_hash FROM workflows.workflow
            WHERE workspace_id = :workspace AND request_key = :key
            """)
        .bind("workspace", workspace.value())
        .bind("key", key)
        .map(
            row ->
                new Requested(
                    required(row, "id", UUID.class), required(row, "request_hash", String.class)))
        .one();
  }

  @Override
  public Mono<Workflow> find(WorkspaceId workspace, UUID id) {
    return one(FIND, workspace, id);
  }

  @Override
  public Mono<Workflow> lock(WorkspaceId workspace, UUID id) {
    return one(FIND + " FOR UPDATE", workspace, id);
  }

  private Mono<Workflow> one(String sql, WorkspaceId workspace, UUID id) {
    return db.sql(sql)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map(this::toWorkflow)
        .one();
  }

  @Override
  public Mono<Void> update(WorkspaceId workspace, Workflow workflow) {
    var lifecycle = workflow.lifecycle();
    return db.sql(
            """
            UPDATE workflows.workflow
            SET name = :name, description = :description, status = :status, draft = :draft,
                version = :version, published_version = :published, updated_at = :now
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", workflow.id())
        .bind("name", workflow.name())
        .bind("description", workflow.description())
        .bind("status", lifecycle.status().name())
        .bind("draft", json.toJson(workflow.draft()))
        .bind("version", lifecycle.version())
        .bind("published", Parameters.in(R2dbcType.INTEGER, lifecycle.publishedVersion()))
        .bind("now", workflow.updatedAt())
        .then();
  }

  @Override
  public Mono<List<Summary>> list(
      WorkspaceId workspace, @Nullable WorkflowStatus status, @Nullable UUID before, int rows) {
    var statement =
        db.sql(WorkflowListSql.workflows(status, before))
            .bind("workspace", workspace.value())
            .bind("rows", rows);
    if (status != null) {
      statement = statement.bind("status", status.name());
    }
    if (before != null) {
      statement = statement.bind("before", before);
    }
    return statement.map(R2dbcWorkflowStore::toSummary).all().collectList();
  }

  @Override
  public Mono<Void> insertVersion(WorkspaceId workspace, Version version) {
    return db.sql(
            """
            INSERT INTO workflows.workflow_version (workspace_id, workflow_id, version, name,
                                                    definition, published_at)
            VALUES (:workspace, :workflow, :version, :name, :definition, :now)
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", version.workflowId())
        .bind("version", version.number())
        .bind("name", version.name())
        .bind("definition", json.toJson(version.definition()))
        .bind("now", version.publishedAt())
        .then();
  }

  @Override
  public Mono<Version> version(WorkspaceId workspace, UUID workflowId, int number) {
    return db.sql(
            """
            SELECT name, definition::text AS definition, published_at
            FROM workflows.workflow_version
            WHERE workspace_id = :workspace AND workflow_id = :workflow AND version = :version
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .bind("version", number)
        .map(
            row ->
                new Version(
                    workflowId,
                    number,
                    required(row, "name", String.class),
                    json.read(required(row, "definition", String.class), Definitions.TYPE),
                    required(row, "published_at", Instant.class)))
        .one();
  }

  @Override
  public Mono<List<VersionSummary>> versions(
      WorkspaceId workspace, UUID workflowId, @Nullable Integer before, int rows) {
    return db.sql(WorkflowListSql.VERSIONS)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .bind("before", before == null ? Integer.MAX_VALUE : before)
        .bind("rows", rows)
        .map(
            row ->
                new VersionSummary(
                    required(row, "version", Integer.class),
                    required(row, "name", String.class),
                    required(row, "published_at", Instant.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<Void> activate(WorkspaceId workspace, UUID workflowId, int version, Trigger trigger) {
    return db.sql(
            """
            INSERT INTO workflows.workflow_trigger (workspace_id, workflow_id, version, type,
                                                    form_id, debounce_seconds)
            VALUES (:workspace, :workflow, :version, :type, :form, :debounce)
            ON CONFLICT (workspace_id, workflow_id) DO UPDATE
            SET version = excluded.version, type = excluded.type, form_id = excluded.form_id,
                debounce_seconds = excluded.debounce_seconds
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .bind("version", version)
        .bind("type", trigger.type())
        .bind("form", orNull(trigger.formId()))
        .bind("debounce", Parameters.in(R2dbcType.INTEGER, secondsOf(trigger.debounce())))
        .then();
  }

  @Override
  public Mono<Void> deactivate(WorkspaceId workspace, UUID workflowId) {
    return db.sql(
            """
            DELETE FROM workflows.workflow_trigger
            WHERE workspace_id = :workspace AND workflow_id = :workflow
            """)
        .bind("workspace", workspace.value())
        .bind("workflow", workflowId)
        .then();
  }

  private static @Nullable Integer secondsOf(@Nullable Duration duration) {
    return duration == null ? null : Math.toIntExact(duration.toSeconds());
  }

  private static Parameter orNull(@Nullable UUID id) {
    return id == null ? Parameters.in(UUID.class) : Parameters.in(id);
  }

  private Workflow toWorkflow(Readable row) {
    return new Workflow(
        required(row, "id", UUID.class),
        required(row, "name", String.class),
        required(row, "description", String.class),
        new Lifecycle(
            WorkflowStatus.valueOf(required(row, "status", String.class)),
            required(row, "version", Integer.class),
            row.get("published_version", Integer.class)),
        json.read(required(row, "draft", String.class), Definitions.TYPE),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class));
  }

  private static Summary toSummary(Readable row) {
    return new Summary(
        required(row, "id", UUID.class),
        required(row, "name", String.class),
        required(row, "description", String.class),
        WorkflowStatus.valueOf(required(row, "status", String.class)),
        required(row, "version", Integer.class),
        row.get("published_version", Integer.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class));
  }
}
