package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.workflows.application.port.out.executions.WebhookSecretStore;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcWebhookSecrets implements WebhookSecretStore {
  private final DatabaseClient db;

  R2dbcWebhookSecrets(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Secrets> findOrCreate(UUID workspaceId, String fresh, Instant now) {
    return find(workspaceId).switchIfEmpty(Mono.defer(() -> create(workspaceId, fresh, now)));
  }

  private Mono<Secrets> find(UUID workspaceId) {
    return db.sql(
            """
            SELECT secret, former_secret, former_until, created_at FROM workflows.webhook_secret
            WHERE workspace_id = :workspace
            """)
        .bind("workspace", workspaceId)
        .map(R2dbcWebhookSecrets::secrets)
        .one();
  }

  /// Of two that create at once, both get the one that was first.
  private Mono<Secrets> create(UUID workspaceId, String fresh, Instant now) {
    return db.sql(
            """
            INSERT INTO workflows.webhook_secret (workspace_id, secret, created_at)
            VALUES (:workspace, :fresh, :now)
            ON CONFLICT (workspace_id) DO UPDATE SET secret = webhook_secret.secret
            RETURNING secret, former_secret, former_until, created_at
            """)
        .bind("workspace", workspaceId)
        .bind("fresh", fresh)
        .bind("now", now)
        .map(R2dbcWebhookSecrets::secrets)
        .one();
  }

  @Override
  public Mono<Secrets> rotate(UUID workspaceId, String fresh, Instant now, Instant formerUntil) {
    return db.sql(
            """
            INSERT INTO workflows.webhook_secret (workspace_id, secret, created_at)
            VALUES (:workspace, :fresh, :now)
            ON CONFLICT (workspace_id) DO UPDATE
            SET secret = excluded.secret, created_at = excluded.created_at,
                former_secret = webhook_secret.secret, former_until = :until
            RETURNING secret, former_secret, former_until, created_at
            """)
        .bind("workspace", workspaceId)
        .bind("fresh", fresh)
        .bind("now", now)
        .bind("until", formerUntil)
        .map(R2dbcWebhookSecrets::secrets)
        .one();
  }

  private static Secrets secrets(Readable row) {
    return new Secrets(
        required(row, "secret", String.class),
        row.get("former_secret", String.class),
        row.get("former_until", Instant.class),
        required(row, "created_at", Instant.class));
  }
}
