package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.r2dbc.spi.Readable;
import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.FormFieldSummary;
import io.tributary.forms.ResponseRef;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.kernel.transactions.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcFormDirectory implements FormDirectory {
  /// As PostgreSQL sorts ids: by their bits without a sign.
  private static final Comparator<UUID> BY_BITS =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private static final Duration LIFETIME = Duration.ofSeconds(10);
  private static final int MAX_RECENT = 4_000;

  private final DatabaseClient db;
  private final Transactions transactions;
  private final StoredJson json;

  /// What was read a moment ago: one module after the other works with a response, and it never
  /// changes.
  private final Cache<ResponseRef, AcceptedResponse> recent =
      Caffeine.newBuilder().expireAfterWrite(LIFETIME).maximumSize(MAX_RECENT).build();

  R2dbcFormDirectory(DatabaseClient db, Transactions transactions, StoredJson json) {
    this.db = db;
    this.transactions = transactions;
    this.json = json;
  }

  @Override
  public Mono<List<AcceptedResponse>> responses(List<ResponseRef> refs) {
    return Mono.defer(
        () -> {
          var known = recent.getAllPresent(refs);
          var others = refs.stream().filter(ref -> !known.containsKey(ref)).toList();
          return others.isEmpty()
              ? Mono.just(List.copyOf(known.values()))
              : read(others)
                  .doOnNext(
                      found -> found.forEach(response -> recent.put(refOf(response), response)))
                  .map(found -> Stream.concat(known.values().stream(), found.stream()).toList());
        });
  }

  private static ResponseRef refOf(AcceptedResponse response) {
    return new ResponseRef(response.workspaceId(), response.responseId());
  }

  private Mono<List<AcceptedResponse>> read(List<ResponseRef> refs) {
    var ids = refs.stream().map(ResponseRef::responseId).sorted(BY_BITS).toList();
    // the bounds tell the planner which partitions it need not look at
    return transactions.asWorker(
        db.sql(
                """
                SELECT r.workspace_id, r.id, r.form_id, r.form_version, r.data::text AS data,
                       r.hidden::text AS hidden, r.metadata::text AS metadata, r.submitted_at
                FROM unnest(:workspaces, :ids) AS wanted (workspace_id, id)
                JOIN forms.response r ON r.workspace_id = wanted.workspace_id AND r.id = wanted.id
                WHERE r.id BETWEEN :first AND :last
                """)
            .bind("workspaces", refs.stream().map(ResponseRef::workspaceId).toArray(UUID[]::new))
            .bind("ids", refs.stream().map(ResponseRef::responseId).toArray(UUID[]::new))
            .bind("first", ids.getFirst())
            .bind("last", ids.getLast())
            .map(this::response)
            .all()
            .collectList());
  }

  private AcceptedResponse response(Readable row) {
    return new AcceptedResponse(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "form_id", UUID.class),
        required(row, "form_version", Integer.class),
        json.values(required(row, "data", String.class)),
        json.values(required(row, "hidden", String.class)),
        json.values(required(row, "metadata", String.class)),
        required(row, "submitted_at", Instant.class));
  }

  @Override
  public Mono<List<FormFieldSummary>> fields(UUID workspaceId, UUID formId, int version) {
    return transactions
        .asWorker(
            db.sql(
                    """
                    SELECT fields::text FROM forms.form_version
                    WHERE workspace_id = :workspace AND form_id = :form AND version = :formVersion
                    """)
                .bind("workspace", workspaceId)
                .bind("form", formId)
                .bind("formVersion", version)
                .mapValue(String.class)
                .one())
        .map(
            fields ->
                json.fields(fields).stream()
                    .map(field -> summary(Objects.requireNonNull(field)))
                    .toList())
        .defaultIfEmpty(List.of());
  }

  private static FormFieldSummary summary(FieldDraft field) {
    return new FormFieldSummary(
        Objects.requireNonNull(field.key()),
        Objects.requireNonNull(field.type()),
        Objects.requireNonNull(field.label()),
        Boolean.TRUE.equals(field.required()),
        optionsOf(field));
  }

  private static List<String> optionsOf(FieldDraft field) {
    var values = new ArrayList<String>();
    if (field.options() != null) {
      for (var option : field.options()) {
        values.add(Objects.requireNonNull(Objects.requireNonNull(option).value()));
      }
    }
    return values;
  }
}
