package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.forms.application.port.out.SubmissionStore;
import io.tributary.kernel.outbox.Announcement;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSubmissionStore implements SubmissionStore {
  private static final String INSERT =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(:workspaces, :ids, :forms, :versions, :datas, :hiddens, :metadatas,
                             :times, :keys, :hashes)
          AS i (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at,
                idempotency_key, request_hash)
      ), claimed AS (
        INSERT INTO forms.response_key
          (workspace_id, form_id, idempotency_key, response_id, request_hash, created_at)
        SELECT workspace_id, form_id, idempotency_key, id, decode(request_hash, 'hex'), submitted_at
        FROM input WHERE idempotency_key IS NOT NULL
        ORDER BY workspace_id, form_id, idempotency_key, id
        ON CONFLICT DO NOTHING
        RETURNING response_id
      ), stored AS (
        INSERT INTO forms.response
          (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
        SELECT workspace_id, id, form_id, form_version, data::jsonb, hidden::jsonb, metadata::jsonb,
               submitted_at
        FROM input WHERE idempotency_key IS NULL OR id IN (SELECT response_id FROM claimed)
        RETURNING id
      ),
      """
          + Announcement.CTE
          + "SELECT id FROM stored";

  private final DatabaseClient db;
  private final RecentResponses recent;

  R2dbcSubmissionStore(DatabaseClient db, RecentResponses recent) {
    this.db = db;
    this.recent = recent;
  }

  @Override
  public Mono<Set<UUID>> insert(List<NewResponse> responses, Announcement announcement) {
    return announcement
        .bind(db.sql(INSERT))
        .bind("workspaces", column(responses, NewResponse::workspaceId, UUID[]::new))
        .bind("ids", column(responses, NewResponse::responseId, UUID[]::new))
        .bind("forms", column(responses, NewResponse::formId, UUID[]::new))
        .bind("versions", column(responses, NewResponse::formVersion, Integer[]::new))
        .bind("datas", column(responses, NewResponse::data, String[]::new))
        .bind("hiddens", column(responses, NewResponse::hidden, String[]::new))
        .bind("metadatas", column(responses, NewResponse::metadata, String[]::new))
        .bind("times", column(responses, NewResponse::submittedAt, Instant[]::new))
        .bind("keys", keys(responses))
        .bind("hashes", column(responses, NewResponse::requestHash, String[]::new))
        .map(row -> required(row, "id", UUID.class))
        .all()
        .collect(Collectors.toSet())
        .doOnNext(stored -> keep(responses, stored));
  }

  private void keep(List<NewResponse> responses, Set<UUID> stored) {
    responses.stream()
        .filter(response -> stored.contains(response.responseId()))
        .map(StoredResponse::of)
        .forEach(recent::keep);
  }

  @Override
  public Mono<List<KeyHolder>> holders(List<KeyRef> keys) {
    return db.sql(
            """
            SELECT k.workspace_id, k.form_id, k.idempotency_key, k.response_id,
                   encode(k.request_hash, 'hex') AS request_hash
            FROM unnest(:workspaces, :forms, :keys) AS wanted (workspace_id, form_id, idempotency_key)
            JOIN forms.response_key k USING (workspace_id, form_id, idempotency_key)
            """)
        .bind("workspaces", column(keys, KeyRef::workspaceId, UUID[]::new))
        .bind("forms", column(keys, KeyRef::formId, UUID[]::new))
        .bind("keys", column(keys, KeyRef::idempotencyKey, String[]::new))
        .map(R2dbcSubmissionStore::holder)
        .all()
        .collectList();
  }

  private static KeyHolder holder(Readable row) {
    return new KeyHolder(
        new KeyRef(
            required(row, "workspace_id", UUID.class),
            required(row, "form_id", UUID.class),
            required(row, "idempotency_key", String.class)),
        required(row, "response_id", UUID.class),
        required(row, "request_hash", String.class));
  }

  private static @Nullable String[] keys(List<NewResponse> responses) {
    @Nullable String[] keys = new @Nullable String[responses.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = responses.get(i).idempotencyKey();
    }
    return keys;
  }

  private static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
