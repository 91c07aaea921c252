package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.in.executions.ManageSettings.Settings;
import io.tributary.workflows.application.port.in.executions.ManageSettings.Values;
import io.tributary.workflows.application.port.out.executions.SettingsStore;
import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSettings implements SettingsStore {
  private final DatabaseClient db;

  R2dbcSettings(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Settings> find(UUID workspaceId) {
    return db.sql(
            """
            SELECT concurrency_limit, log_days, execution_days, version, updated_at
            FROM workflows.settings WHERE workspace_id = :workspace
            """)
        .bind("workspace", workspaceId)
        .map(R2dbcSettings::settings)
        .one();
  }

  @Override
  public Mono<Settings> write(UUID workspaceId, Values values, int version, Instant now) {
    return db.sql(
            """
            INSERT INTO workflows.settings AS s
              (workspace_id, concurrency_limit, log_days, execution_days, version, updated_at)
            SELECT :workspace, :limit, :logs, :executions, 1, :now
            WHERE :version = 0
              OR EXISTS (SELECT FROM workflows.settings WHERE workspace_id = :workspace)
            ON CONFLICT (workspace_id) DO UPDATE
            SET concurrency_limit = excluded.concurrency_limit, log_days = excluded.log_days,
                execution_days = excluded.execution_days, version = s.version + 1,
                updated_at = excluded.updated_at
            WHERE s.version = :version
            RETURNING concurrency_limit, log_days, execution_days, version, updated_at
            """)
        .bind("workspace", workspaceId)
        .bind("limit", Binds.orNull(values.concurrencyLimit(), Integer.class))
        .bind("logs", Binds.orNull(values.logDays(), Integer.class))
        .bind("executions", Binds.orNull(values.executionDays(), Integer.class))
        .bind("now", now)
        .bind("version", version)
        .map(R2dbcSettings::settings)
        .one();
  }

  private static Settings settings(Readable row) {
    return new Settings(
        new Values(
            row.get("concurrency_limit", Integer.class),
            row.get("log_days", Integer.class),
            row.get("execution_days", Integer.class)),
        required(row, "version", Integer.class),
        row.get("updated_at", Instant.class));
  }
}
