package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.forms.application.port.out.SubmissionStore;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSubmissionStore implements SubmissionStore {
  private final DatabaseClient db;

  R2dbcSubmissionStore(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<List<UUID>> claimKeys(List<KeyedSubmission> submissions) {
    return db.sql(
            """
            INSERT INTO forms.response_key
              (workspace_id, form_id, idempotency_key, response_id, request_hash, created_at)
            SELECT workspace_id, form_id, idempotency_key, response_id, decode(request_hash, 'hex'), at
            FROM unnest(:workspaces, :forms, :keys, :responses, :hashes, :times)
              AS claim (workspace_id, form_id, idempotency_key, response_id, request_hash, at)
            ORDER BY workspace_id, form_id, idempotency_key, response_id
            ON CONFLICT DO NOTHING
            RETURNING response_id
            """)
        .bind("workspaces", column(submissions, item -> item.key().workspaceId(), UUID[]::new))
        .bind("forms", column(submissions, item -> item.key().formId(), UUID[]::new))
        .bind("keys", column(submissions, item -> item.key().idempotencyKey(), String[]::new))
        .bind("responses", column(submissions, KeyedSubmission::responseId, UUID[]::new))
        .bind("hashes", column(submissions, KeyedSubmission::requestHash, String[]::new))
        .bind("times", column(submissions, KeyedSubmission::at, Instant[]::new))
        .mapValue(UUID.class)
        .all()
        .collectList();
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

  @Override
  public Mono<Void> insert(List<NewResponse> responses) {
    if (responses.isEmpty()) {
      return Mono.empty();
    }
    return db.sql(
            """
            INSERT INTO forms.response
              (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
            SELECT workspace_id, id, form_id, form_version, data::jsonb, hidden::jsonb, metadata::jsonb, submitted_at
            FROM unnest(:workspaces, :ids, :forms, :versions, :datas, :hiddens, :metadatas, :times)
              AS response (workspace_id, id, form_id, form_version, data, hidden, metadata, submitted_at)
            """)
        .bind("workspaces", column(responses, NewResponse::workspaceId, UUID[]::new))
        .bind("ids", column(responses, NewResponse::responseId, UUID[]::new))
        .bind("forms", column(responses, NewResponse::formId, UUID[]::new))
        .bind("versions", column(responses, NewResponse::formVersion, Integer[]::new))
        .bind("datas", column(responses, NewResponse::data, String[]::new))
        .bind("hiddens", column(responses, NewResponse::hidden, String[]::new))
        .bind("metadatas", column(responses, NewResponse::metadata, String[]::new))
        .bind("times", column(responses, NewResponse::submittedAt, Instant[]::new))
        .then();
  }

  private static <T, C> C[] column(List<T> rows, Function<T, C> value, IntFunction<C[]> array) {
    return rows.stream().map(value).toArray(array);
  }
}
