package io.tributary.workflows.adapter.out.persistence.connections;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.out.connections.Sealed;
import io.tributary.workflows.application.port.out.connections.SmtpSettingsStore;
import io.tributary.workflows.domain.connections.SmtpSecurity;
import io.tributary.workflows.domain.connections.SmtpSettings;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSmtpSettingsStore implements SmtpSettingsStore {
  private static final String FIND =
      """
      SELECT host, port, security, username, secret, sender, updated_at, version
      FROM workflows.smtp_settings WHERE workspace_id = :workspace
      """;

  private final DatabaseClient db;

  R2dbcSmtpSettingsStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Stored> find(WorkspaceId workspace) {
    return one(FIND, workspace);
  }

  @Override
  public Mono<Stored> lock(WorkspaceId workspace) {
    return one(FIND + " FOR UPDATE", workspace);
  }

  private Mono<Stored> one(String sql, WorkspaceId workspace) {
    return db.sql(sql)
        .bind("workspace", workspace.value())
        .map(R2dbcSmtpSettingsStore::stored)
        .one();
  }

  @Override
  public Mono<Boolean> insert(WorkspaceId workspace, Stored stored) {
    return bound(
            db.sql(
                """
                INSERT INTO workflows.smtp_settings
                  (workspace_id, host, port, security, username, secret, sender, updated_at,
                   version)
                VALUES (:workspace, :host, :port, :security, :username, :secret, :sender, :now,
                        :version)
                ON CONFLICT DO NOTHING
                """),
            workspace,
            stored)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Void> update(WorkspaceId workspace, Stored stored) {
    return bound(
            db.sql(
                """
                UPDATE workflows.smtp_settings
                SET host = :host, port = :port, security = :security, username = :username,
                    secret = :secret, sender = :sender, updated_at = :now, version = :version
                WHERE workspace_id = :workspace
                """),
            workspace,
            stored)
        .then();
  }

  private static GenericExecuteSpec bound(
      GenericExecuteSpec statement, WorkspaceId workspace, Stored stored) {
    var settings = stored.settings();
    var password = stored.password();
    return statement
        .bind("workspace", workspace.value())
        .bind("host", settings.host())
        .bind("port", settings.port())
        .bind("security", settings.security().name())
        .bind("username", Binds.orNull(settings.username(), String.class))
        .bind("secret", Binds.orNull(password == null ? null : password.bytes(), byte[].class))
        .bind("sender", settings.sender())
        .bind("now", stored.updatedAt())
        .bind("version", stored.version());
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace) {
    return db.sql("DELETE FROM workflows.smtp_settings WHERE workspace_id = :workspace")
        .bind("workspace", workspace.value())
        .then();
  }

  private static Stored stored(Readable row) {
    var secret = row.get("secret", byte[].class);
    return new Stored(
        new SmtpSettings(
            required(row, "host", String.class),
            required(row, "port", Integer.class),
            SmtpSecurity.valueOf(required(row, "security", String.class)),
            row.get("username", String.class),
            required(row, "sender", String.class)),
        secret == null ? null : new Sealed(secret),
        required(row, "updated_at", Instant.class),
        required(row, "version", Integer.class));
  }
}
