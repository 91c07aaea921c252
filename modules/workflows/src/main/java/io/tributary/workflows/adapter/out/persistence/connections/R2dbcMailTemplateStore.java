package io.tributary.workflows.adapter.out.persistence.connections;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.out.connections.MailTemplateStore;
import io.tributary.workflows.application.port.out.connections.RequestKey;
import io.tributary.workflows.domain.connections.Label;
import io.tributary.workflows.domain.connections.MailTemplate;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcMailTemplateStore implements MailTemplateStore {
  private static final String COLUMNS =
      "SELECT id, key, name, subject, text_body, html_body, created_at, updated_at, version";
  private static final String BY_ID =
      COLUMNS + " FROM workflows.mail_template WHERE workspace_id = :workspace AND id = :id";

  private final DatabaseClient db;

  R2dbcMailTemplateStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Boolean> insert(
      WorkspaceId workspace, MailTemplate template, @Nullable RequestKey request) {
    var statement =
        db.sql(
                """
                INSERT INTO workflows.mail_template
                  (workspace_id, id, key, name, subject, text_body, html_body, request_key,
                   request_hash, created_at, updated_at, version)
                VALUES (:workspace, :id, :key, :name, :subject, :text, :html, :request, :hash,
                        :now, :now, :version)
                ON CONFLICT DO NOTHING
                """)
            .bind("key", template.label().key())
            .bind("request", Binds.orNull(request == null ? null : request.key(), String.class))
            .bind("hash", Binds.orNull(request == null ? null : request.hash(), String.class));
    return bound(statement, workspace, template).fetch().rowsUpdated().map(rows -> rows == 1);
  }

  @Override
  public Mono<Requested> requested(WorkspaceId workspace, String requestKey) {
    return db.sql(
            COLUMNS
                + """
                , request_hash FROM workflows.mail_template
                WHERE workspace_id = :workspace AND request_key = :request
                """)
        .bind("workspace", workspace.value())
        .bind("request", requestKey)
        .map(row -> new Requested(template(row), required(row, "request_hash", String.class)))
        .one();
  }

  @Override
  public Mono<MailTemplate> find(WorkspaceId workspace, UUID id) {
    return one(BY_ID, workspace, id);
  }

  @Override
  public Mono<MailTemplate> lock(WorkspaceId workspace, UUID id) {
    return one(BY_ID + " FOR UPDATE", workspace, id);
  }

  private Mono<MailTemplate> one(String sql, WorkspaceId workspace, UUID id) {
    return db.sql(sql)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .map(R2dbcMailTemplateStore::template)
        .one();
  }

  @Override
  public Mono<MailTemplate> byKey(WorkspaceId workspace, String key) {
    return db.sql(
            COLUMNS
                + " FROM workflows.mail_template WHERE workspace_id = :workspace AND key = :key")
        .bind("workspace", workspace.value())
        .bind("key", key)
        .map(R2dbcMailTemplateStore::template)
        .one();
  }

  @Override
  public Mono<List<MailTemplate>> list(WorkspaceId workspace, @Nullable UUID before, int rows) {
    var statement =
        db.sql(
                COLUMNS
                    + " FROM workflows.mail_template WHERE workspace_id = :workspace"
                    + (before == null ? "" : " AND id < :before")
                    + " ORDER BY id DESC LIMIT :rows")
            .bind("workspace", workspace.value())
            .bind("rows", rows);
    return (before == null ? statement : statement.bind("before", before))
        .map(R2dbcMailTemplateStore::template)
        .all()
        .collectList();
  }

  @Override
  public Mono<Void> update(WorkspaceId workspace, MailTemplate template) {
    return bound(
            db.sql(
                """
                UPDATE workflows.mail_template
                SET name = :name, subject = :subject, text_body = :text, html_body = :html,
                    updated_at = :now, version = :version
                WHERE workspace_id = :workspace AND id = :id
                """),
            workspace,
            template)
        .then();
  }

  private static GenericExecuteSpec bound(
      GenericExecuteSpec statement, WorkspaceId workspace, MailTemplate template) {
    var content = template.content();
    return statement
        .bind("workspace", workspace.value())
        .bind("id", template.id())
        .bind("name", template.label().name())
        .bind("subject", content.subject())
        .bind("text", Binds.orNull(content.text(), String.class))
        .bind("html", Binds.orNull(content.html(), String.class))
        .bind("now", template.updatedAt())
        .bind("version", template.version());
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace, UUID id) {
    return db.sql(
            "DELETE FROM workflows.mail_template WHERE workspace_id = :workspace AND id = :id")
        .bind("workspace", workspace.value())
        .bind("id", id)
        .then();
  }

  private static MailTemplate template(Readable row) {
    return new MailTemplate(
        required(row, "id", UUID.class),
        new Label(required(row, "key", String.class), required(row, "name", String.class)),
        new MailTemplate.Content(
            required(row, "subject", String.class),
            row.get("text_body", String.class),
            row.get("html_body", String.class)),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class),
        required(row, "version", Integer.class));
  }
}
