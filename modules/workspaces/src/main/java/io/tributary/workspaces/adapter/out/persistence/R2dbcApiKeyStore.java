package io.tributary.workspaces.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.application.port.out.ApiKeyStore;
import io.tributary.workspaces.domain.ApiKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcApiKeyStore implements ApiKeyStore {
  private static final UUID LAST = new UUID(-1L, -1L);

  private final DatabaseClient db;

  R2dbcApiKeyStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Void> insert(ApiKey key, byte[] hash) {
    return db.sql(
            """
            INSERT INTO workspaces.api_key
              (workspace_id, id, name, hash, hint, permissions, created_at, created_by)
            VALUES (:workspace, :id, :name, :hash, :hint, :permissions, :createdAt, :createdBy)
            """)
        .bind("workspace", key.workspace().value())
        .bind("id", key.id())
        .bind("name", key.name())
        .bind("hash", hash)
        .bind("hint", key.hint())
        .bind("permissions", key.permissions().stream().sorted().toArray(String[]::new))
        .bind("createdAt", key.createdAt())
        .bind("createdBy", key.createdBy())
        .then();
  }

  @Override
  public Mono<ApiKey> findActive(WorkspaceId workspace, byte[] hash) {
    return db.sql(
            """
            SELECT workspace_id, id, name, hint, permissions, created_at, created_by, last_used_at, revoked_at
            FROM workspaces.api_key
            WHERE workspace_id = :workspace AND hash = :hash AND revoked_at IS NULL
            """)
        .bind("workspace", workspace.value())
        .bind("hash", hash)
        .map(R2dbcApiKeyStore::key)
        .one();
  }

  @Override
  public Mono<List<ApiKey>> newest(WorkspaceId workspace, @Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT workspace_id, id, name, hint, permissions, created_at, created_by, last_used_at, revoked_at
            FROM workspaces.api_key
            WHERE workspace_id = :workspace AND id < :before ORDER BY id DESC LIMIT :rows
            """)
        .bind("workspace", workspace.value())
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(R2dbcApiKeyStore::key)
        .all()
        .collectList();
  }

  @Override
  public Mono<Boolean> revoke(WorkspaceId workspace, UUID id, Instant at) {
    return db.sql(
            """
            UPDATE workspaces.api_key SET revoked_at = coalesce(revoked_at, :at)
            WHERE workspace_id = :workspace AND id = :id
            """)
        .bind("at", at)
        .bind("workspace", workspace.value())
        .bind("id", id)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<Void> used(Map<KeyRef, Instant> times) {
    var keys = List.copyOf(times.keySet());
    return db.sql(
            """
            UPDATE workspaces.api_key k SET last_used_at = used.at
            FROM unnest(:workspaces, :ids, :times) AS used (workspace_id, id, at)
            WHERE k.workspace_id = used.workspace_id AND k.id = used.id
              AND (k.last_used_at IS NULL OR k.last_used_at < used.at)
            """)
        .bind("workspaces", keys.stream().map(key -> key.workspace().value()).toArray(UUID[]::new))
        .bind("ids", keys.stream().map(KeyRef::id).toArray(UUID[]::new))
        .bind("times", keys.stream().map(times::get).toArray(Instant[]::new))
        .then();
  }

  private static ApiKey key(Readable row) {
    return new ApiKey(
        new WorkspaceId(required(row, "workspace_id", UUID.class)),
        required(row, "id", UUID.class),
        required(row, "name", String.class),
        required(row, "hint", String.class),
        Set.of(required(row, "permissions", String[].class)),
        required(row, "created_at", Instant.class),
        required(row, "created_by", String.class),
        row.get("last_used_at", Instant.class),
        row.get("revoked_at", Instant.class));
  }
}
