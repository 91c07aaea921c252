package io.tributary.workflows.adapter.out.persistence.connections;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.out.connections.CredentialStore;
import io.tributary.workflows.application.port.out.connections.RequestKey;
import io.tributary.workflows.application.port.out.connections.Sealed;
import io.tributary.workflows.domain.connections.BoundHost;
import io.tributary.workflows.domain.connections.Credential;
import io.tributary.workflows.domain.connections.CredentialKind;
import io.tributary.workflows.domain.connections.Label;
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
final class R2dbcCredentialStore implements CredentialStore {
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
  private static final String SHOWN =
      "SELECT id, key, name, kind, host, public::text AS public, created_at, updated_at, version";
  private static final String BY_ID =
      SHOWN + ", secret FROM workflows.credential WHERE workspace_id = :workspace AND id = :id";

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcCredentialStore(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Boolean> insert(WorkspaceId workspace, Stored stored, @Nullable RequestKey request) {
    var credential = stored.credential();
    return db.sql(
            """
            INSERT INTO workflows.credential
              (workspace_id, id, key, name, kind, host, public, secret, request_key, request_hash,
               created_at, updated_at, version)
            VALUES (:workspace, :id, :key, :name, :kind, :host, :public, :secret, :request, :hash,
                    :now, :now, :version)
            ON CONFLICT DO NOTHING
            """)
        .bind("workspace", workspace.value())
        .bind("id", credential.id())
        .bind("key", credential.label().key())
        .bind("name", credential.label().name())
        .bind("kind", credential.kind().name())
        .bind("host", credential.host().toString())
        .bind("public", json.toJson(credential.open()))
        .bind("secret", stored.secret().bytes())
        .bind("request", Binds.orNull(request == null ? null : request.key(), String.class))
        .bind("hash", Binds.orNull(request == null ? null : request.hash(), String.class))
        .bind("now", credential.createdAt())
        .bind("version", credential.version())
        .fetch()
        .rowsUpdated()
        .map(rows -> rows == 1);
  }

  @Override
  public Mono<Requested> requested(WorkspaceId workspace, String requestKey) {
    return db.sql(
            SHOWN
                + """
                , request_hash FROM workflows.credential
                WHERE workspace_id = :workspace AND request_key = :request
                """)
        .bind("workspace", workspace.value())
        .bind("request", requestKey)
        .map(row -> new Requested(credential(row), required(row, "request_hash", String.class)))
        .one();
  }

  @Override
  public Mono<Stored> find(WorkspaceId workspace, UUID id) {
    return one(BY_ID, workspace, id);
  }

  @Override
  public Mono<Stored> lock(WorkspaceId workspace, UUID id) {
    return one(BY_ID + " FOR UPDATE", workspace, id);
  }

  private Mono<Stored> one(String sql, WorkspaceId workspace, UUID id) {
    return db.sql(sql).bind("workspace", workspace.value()).bind("id", id).map(this::stored).one();
  }

  @Override
  public Mono<Stored> byKey(WorkspaceId workspace, String key) {
    return db.sql(
            SHOWN
                + """
                , secret FROM workflows.credential
                WHERE workspace_id = :workspace AND key = :key
                """)
        .bind("workspace", workspace.value())
        .bind("key", key)
        .map(this::stored)
        .one();
  }

  @Override
  public Mono<List<Credential>> list(WorkspaceId workspace, @Nullable UUID before, int rows) {
    var statement =
        db.sql(
                SHOWN
                    + " FROM workflows.credential WHERE workspace_id = :workspace"
                    + (before == null ? "" : " AND id < :before")
                    + " ORDER BY id DESC LIMIT :rows")
            .bind("workspace", workspace.value())
            .bind("rows", rows);
    return (before == null ? statement : statement.bind("before", before))
        .map(this::credential)
        .all()
        .collectList();
  }

  @Override
  public Mono<Void> update(WorkspaceId workspace, Stored stored) {
    var credential = stored.credential();
    return db.sql(
            """
            UPDATE workflows.credential
            SET name = :name, kind = :kind, host = :host, public = :public, secret = :secret,
                updated_at = :now, version = :version
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("workspace", workspace.value())
        .bind("id", credential.id())
        .bind("name", credential.label().name())
        .bind("kind", credential.kind().name())
        .bind("host", credential.host().toString())
        .bind("public", json.toJson(credential.open()))
        .bind("secret", stored.secret().bytes())
        .bind("now", credential.updatedAt())
        .bind("version", credential.version())
        .then();
  }

  @Override
  public Mono<Void> delete(WorkspaceId workspace, UUID id) {
    return db.sql("DELETE FROM workflows.credential WHERE workspace_id = :workspace AND id = :id")
        .bind("workspace", workspace.value())
        .bind("id", id)
        .then();
  }

  private Stored stored(Readable row) {
    return new Stored(credential(row), new Sealed(required(row, "secret", byte[].class)));
  }

  private Credential credential(Readable row) {
    return new Credential(
        required(row, "id", UUID.class),
        new Label(required(row, "key", String.class), required(row, "name", String.class)),
        CredentialKind.valueOf(required(row, "kind", String.class)),
        BoundHost.of(required(row, "host", String.class)),
        json.read(required(row, "public", String.class), TEXTS),
        required(row, "created_at", Instant.class),
        required(row, "updated_at", Instant.class),
        required(row, "version", Integer.class));
  }
}
