package io.tributary.workspaces.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.application.port.out.WorkspaceStore;
import io.tributary.workspaces.domain.Workspace;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcWorkspaceStore implements WorkspaceStore {
  private static final UUID LAST = new UUID(-1L, -1L);

  private final DatabaseClient db;

  R2dbcWorkspaceStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Void> insert(Workspace workspace) {
    return db.sql(
            """
            INSERT INTO workspaces.workspace (workspace_id, name, time_zone, created_at)
            VALUES (:id, :name, :timeZone, :createdAt)
            """)
        .bind("id", workspace.id().value())
        .bind("name", workspace.name())
        .bind("timeZone", workspace.timeZone())
        .bind("createdAt", workspace.createdAt())
        .then();
  }

  @Override
  public Mono<Workspace> find(WorkspaceId workspace) {
    return db.sql(
            """
            SELECT workspace_id, name, time_zone, created_at FROM workspaces.workspace
            WHERE workspace_id = :id
            """)
        .bind("id", workspace.value())
        .map(R2dbcWorkspaceStore::workspace)
        .one();
  }

  @Override
  public Mono<Map<UUID, String>> zones(Collection<UUID> workspaces) {
    return db.sql(
            """
            SELECT workspace_id, time_zone FROM workspaces.workspace
            WHERE workspace_id = ANY(:ids)
            """)
        .bind("ids", workspaces.toArray(UUID[]::new))
        .map(
            row ->
                Map.entry(
                    required(row, "workspace_id", UUID.class),
                    required(row, "time_zone", String.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<List<Workspace>> newest(@Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT workspace_id, name, time_zone, created_at FROM workspaces.workspace
            WHERE workspace_id < :before ORDER BY workspace_id DESC LIMIT :rows
            """)
        .bind("before", before == null ? LAST : before)
        .bind("rows", rows)
        .map(R2dbcWorkspaceStore::workspace)
        .all()
        .collectList();
  }

  private static Workspace workspace(Readable row) {
    return new Workspace(
        new WorkspaceId(required(row, "workspace_id", UUID.class)),
        required(row, "name", String.class),
        required(row, "time_zone", String.class),
        required(row, "created_at", Instant.class));
  }
}
