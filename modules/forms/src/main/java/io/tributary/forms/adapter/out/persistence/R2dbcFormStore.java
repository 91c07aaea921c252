package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Parameters;
import io.r2dbc.spi.R2dbcType;
import io.r2dbc.spi.Readable;
import io.tributary.forms.application.port.in.ReadForms.FormSummary;
import io.tributary.forms.application.port.in.ReadForms.FormView;
import io.tributary.forms.application.port.in.ReadForms.VersionSummary;
import io.tributary.forms.application.port.in.ReadForms.VersionView;
import io.tributary.forms.application.port.out.FormStore;
import io.tributary.forms.domain.Form;
import io.tributary.forms.domain.FormDefinition;
import io.tributary.forms.domain.FormKey;
import io.tributary.forms.domain.FormStatus;
import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcFormStore implements FormStore {
  private static final UUID LAST = new UUID(-1L, -1L);

  private final DatabaseClient db;
  private final StoredJson json;

  R2dbcFormStore(DatabaseClient db, StoredJson json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Void> insert(
      WorkspaceId workspace, UUID formId, FormKey key, FormDefinition draft, Instant at) {
    var form =
        db.sql(
                """
                INSERT INTO forms.form
                  (workspace_id, id, form_key, title, description, fields, status, version, created_at, updated_at)
                VALUES (:workspace, :id, :key, :title, :description, :fields, 'DRAFT', 1, :at, :at)
                """)
            .bind("workspace", workspace.value())
            .bind("id", formId)
            .bind("key", key.value())
            .bind("title", draft.title())
            .bind("description", Parameters.in(R2dbcType.VARCHAR, draft.description()))
            .bind("fields", Json.of(json.fieldsOf(draft)))
            .bind("at", at);
    var address =
        db.sql(
                """
                INSERT INTO forms.form_address (form_key, workspace_id, form_id)
                VALUES (:key, :workspace, :id)
                """)
            .bind("key", key.value())
            .bind("workspace", workspace.value())
            .bind("id", formId);
    return form.then().then(address.then());
  }

  @Override
  public Mono<Form> lock(WorkspaceId workspace, UUID formId) {
    return db.sql(
            """
            SELECT f.id, f.form_key, f.status, f.published_version, f.version,
                   jsonb_array_length(f.fields) AS field_count,
                   (v.title, v.description, v.fields) IS DISTINCT FROM (f.title, f.description, f.fields) AS changed
            FROM forms.form f
            LEFT JOIN forms.form_version v
              ON v.workspace_id = f.workspace_id AND v.form_id = f.id AND v.version = f.published_version
            WHERE f.workspace_id = :workspace AND f.id = :id
            FOR UPDATE OF f
            """)
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .map(R2dbcFormStore::form)
        .one();
  }

  private static Form form(Readable row) {
    return new Form(
        required(row, "id", UUID.class),
        new FormKey(required(row, "form_key", String.class)),
        FormStatus.valueOf(required(row, "status", String.class)),
        row.get("published_version", Integer.class),
        required(row, "changed", Boolean.class),
        required(row, "field_count", Integer.class),
        required(row, "version", Integer.class));
  }

  @Override
  public Mono<Void> replaceDraft(
      WorkspaceId workspace, UUID formId, FormDefinition draft, Instant at) {
    return db.sql(
            """
            UPDATE forms.form
            SET title = :title, description = :description, fields = :fields, version = version + 1, updated_at = :at
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("title", draft.title())
        .bind("description", Parameters.in(R2dbcType.VARCHAR, draft.description()))
        .bind("fields", Json.of(json.fieldsOf(draft)))
        .bind("at", at)
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .then();
  }

  @Override
  public Mono<Void> publish(WorkspaceId workspace, UUID formId, int version, Instant at) {
    return db.sql(
            """
            WITH published AS (
              UPDATE forms.form
              SET status = 'PUBLISHED', published_version = :formVersion, version = version + 1, updated_at = :at
              WHERE workspace_id = :workspace AND id = :id
              RETURNING workspace_id, id, title, description, fields
            )
            INSERT INTO forms.form_version (workspace_id, form_id, version, title, description, fields, published_at)
            SELECT workspace_id, id, :formVersion, title, description, fields, :at FROM published
            """)
        .bind("formVersion", version)
        .bind("at", at)
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .then();
  }

  @Override
  public Mono<Void> changeStatus(
      WorkspaceId workspace, UUID formId, FormStatus status, Instant at) {
    return db.sql(
            """
            UPDATE forms.form SET status = :status, version = version + 1, updated_at = :at
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("status", status.name())
        .bind("at", at)
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .then();
  }

  @Override
  public Mono<Boolean> exists(WorkspaceId workspace, UUID formId) {
    return db.sql("SELECT 1 FROM forms.form WHERE workspace_id = :workspace AND id = :id")
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .mapValue(Integer.class)
        .one()
        .hasElement();
  }

  @Override
  public Mono<FormView> find(WorkspaceId workspace, UUID formId) {
    return db.sql(
            """
            SELECT f.id, f.form_key, f.title, f.description, f.status, f.published_version, f.version,
                   f.fields::text AS fields, f.created_at, f.updated_at,
                   (v.title, v.description, v.fields) IS DISTINCT FROM (f.title, f.description, f.fields) AS changed
            FROM forms.form f
            LEFT JOIN forms.form_version v
              ON v.workspace_id = f.workspace_id AND v.form_id = f.id AND v.version = f.published_version
            WHERE f.workspace_id = :workspace AND f.id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", formId)
        .map(R2dbcFormStore::view)
        .one();
  }

  private static FormView view(Readable row) {
    return new FormView(
        required(row, "id", UUID.class),
        required(row, "form_key", String.class),
        required(row, "title", String.class),
        row.get("description", String.class),
        FormStatus.valueOf(required(row, "status", String.class)),
        row.get("published_version", Integer.class),
        required(row, "changed", Boolean.class),
        required(row, "version", Integer.class),
        required(row, "fields", String.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class));
  }

  @Override
  public Mono<List<FormSummary>> newest(WorkspaceId workspace, @Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT id, form_key, title, description, status, published_version, version, created_at, updated_at
            FROM forms.form
            WHERE workspace_id = :workspace AND id < :before ORDER BY id DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(R2dbcFormStore::summary)
        .all()
        .collectList();
  }

  private static FormSummary summary(Readable row) {
    return new FormSummary(
        required(row, "id", UUID.class),
        required(row, "form_key", String.class),
        required(row, "title", String.class),
        row.get("description", String.class),
        FormStatus.valueOf(required(row, "status", String.class)),
        row.get("published_version", Integer.class),
        required(row, "version", Integer.class),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class));
  }

  @Override
  public Mono<List<VersionSummary>> newestVersions(
      WorkspaceId workspace, UUID formId, @Nullable Integer before, int rows) {
    return db.sql(
            """
            SELECT version, title, published_at FROM forms.form_version
            WHERE workspace_id = :workspace AND form_id = :form AND version < :before
            ORDER BY version DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("form", formId)
        .bind("before", before == null ? Integer.MAX_VALUE : before)
        .bind("rows", rows)
        .mapProperties(VersionSummary.class)
        .all()
        .collectList();
  }

  @Override
  public Mono<VersionView> findVersion(WorkspaceId workspace, UUID formId, int version) {
    return db.sql(
            """
            SELECT form_id, version, title, description, fields::text AS fields, published_at
            FROM forms.form_version
            WHERE workspace_id = :workspace AND form_id = :form AND version = :formVersion
            """)
        .bind("workspace", workspace.value())
        .bind("form", formId)
        .bind("formVersion", version)
        .mapProperties(VersionView.class)
        .one();
  }
}
