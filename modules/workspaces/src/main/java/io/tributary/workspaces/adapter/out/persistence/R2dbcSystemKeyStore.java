package io.tributary.workspaces.adapter.out.persistence;

import io.tributary.workspaces.application.port.out.SystemKeyStore;
import java.time.Instant;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSystemKeyStore implements SystemKeyStore {
  private final DatabaseClient db;

  R2dbcSystemKeyStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Boolean> insertFirst(byte[] hash, Instant at) {
    return db.sql(
            """
            INSERT INTO workspaces.system_key (hash, created_at) VALUES (:hash, :at)
            ON CONFLICT DO NOTHING
            """)
        .bind("hash", hash)
        .bind("at", at)
        .fetch()
        .rowsUpdated()
        .map(rows -> rows > 0);
  }

  @Override
  public Mono<byte[]> hash() {
    return db.sql("SELECT hash FROM workspaces.system_key").mapValue(byte[].class).one();
  }
}
