package io.tributary.forms.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.forms.AcceptedResponse;
import io.tributary.forms.FormDirectory;
import io.tributary.forms.FormFieldSummary;
import io.tributary.forms.ResponseRef;
import io.tributary.forms.domain.FieldDraft;
import io.tributary.kernel.transactions.Transactions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcFormDirectory implements FormDirectory {
  /// As PostgreSQL sorts ids: by their bits without a sign.
  private static final Comparator<UUID> BY_BITS =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private final DatabaseClient db;
  private final Transactions transactions;
  private final StoredJson json;
  private final RecentResponses recent;

  R2dbcFormDirectory(
      DatabaseClient db, Transactions transactions, StoredJson json, RecentResponses recent) {
    this.db = db;
    this.transactions = transactions;
    this.json = json;
    this.recent = recent;
  }

  @Override
  public Mono<List<AcceptedResponse>> responses(List<ResponseRef> refs) {
    return Mono.defer(
        () -> {
          var known = recent.known(refs);
          var others = refs.stream().filter(ref -> !known.containsKey(ref)).toList();
          return others.isEmpty()
              ? Mono.just(accepted(known.values()))
              : read(others)
                  .doOnNext(found -> found.forEach(recent::keep))
                  .map(
                      found -> {
                        found.addAll(known.values());
                        return accepted(found);
                      });
        });
  }

  private Mono<List<StoredResponse>> read(List<ResponseRef> refs) {
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
            .map(R2dbcFormDirectory::response)
            .all()
            .collectList());
  }

  private static StoredResponse response(Readable row) {
    return new StoredResponse(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "form_id", UUID.class),
        required(row, "form_version", Integer.class),
        required(row, "data", String.class),
        required(row, "hidden", String.class),
        required(row, "metadata", String.class),
        required(row, "submitted_at", Instant.class));
  }

  private List<AcceptedResponse> accepted(Collection<StoredResponse> responses) {
    return responses.stream().map(this::accepted).toList();
  }

  private AcceptedResponse accepted(StoredResponse response) {
    return new AcceptedResponse(
        response.workspaceId(),
        response.responseId(),
        response.formId(),
        response.formVersion(),
        json.values(response.data()),
        json.values(response.hidden()),
        json.values(response.metadata()),
        response.submittedAt());
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
