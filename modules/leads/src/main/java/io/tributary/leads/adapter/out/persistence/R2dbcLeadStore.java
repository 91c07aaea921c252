package io.tributary.leads.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.tributary.kernel.changes.Changes;
import io.tributary.kernel.json.JsonText;
import io.tributary.leads.LeadRef;
import io.tributary.leads.application.port.in.CreateLead.RequestKey;
import io.tributary.leads.application.port.in.ReadLeads;
import io.tributary.leads.application.port.out.LeadStore;
import io.tributary.leads.domain.Lead;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcLeadStore implements LeadStore {
  private final DatabaseClient db;
  private final JsonText json;
  private final LeadRows rows;
  private final CaptureStatement captures;
  private final FieldValueStatements values;
  private final Changes changes;

  R2dbcLeadStore(
      DatabaseClient db,
      JsonText json,
      LeadRows rows,
      CaptureStatement captures,
      FieldValueStatements values,
      Changes changes) {
    this.db = db;
    this.json = json;
    this.rows = rows;
    this.captures = captures;
    this.values = values;
    this.changes = changes;
  }

  @Override
  public Mono<List<Captured>> capture(List<Candidate> candidates) {
    return changing(candidates, candidate -> candidate.capture().workspaceId())
        .then(captures.run(candidates));
  }

  @Override
  public Mono<Void> addValues(List<FieldValues> fieldValues) {
    return values.add(fieldValues);
  }

  @Override
  public Mono<Void> replaceValues(List<FieldValues> fieldValues) {
    return values.replace(fieldValues);
  }

  @Override
  public Mono<Boolean> insert(Lead lead, @Nullable RequestKey request) {
    var insert =
        db.sql(
                """
            INSERT INTO leads.lead
              (workspace_id, id, email, name, company, phone, stage, owner_id, fields, source,
               request_key, request_hash, created_at, updated_at, version)
            SELECT :workspace, :id, texts[1], texts[2], texts[3], texts[4], :stage, texts[5]::uuid,
                   :fields, :source, texts[6], texts[7], :createdAt, :createdAt, :version
            FROM (SELECT :texts::text[] AS texts) AS given
            ON CONFLICT DO NOTHING
            """)
            .bind("workspace", lead.workspaceId())
            .bind("id", lead.id())
            .bind(
                "texts",
                new @Nullable String[] {
                  lead.email(),
                  lead.name(),
                  lead.company(),
                  lead.phone(),
                  lead.ownerId() == null ? null : lead.ownerId().toString(),
                  request == null ? null : request.key(),
                  request == null ? null : request.hash()
                })
            .bind("stage", lead.stage())
            .bind("fields", json.toJson(lead.fields()))
            .bind("source", lead.source().key())
            .bind("createdAt", Columns.time(lead.createdAt()))
            .bind("version", lead.version())
            .fetch()
            .rowsUpdated()
            .map(inserted -> inserted == 1);
    return changing(List.of(lead), Lead::workspaceId).then(insert);
  }

  @Override
  public Mono<Requested> requested(UUID workspaceId, String requestKey) {
    return db.sql(
            "SELECT "
                + LeadRows.COLUMNS
                + ", l.request_hash FROM leads.lead l"
                + " WHERE l.workspace_id = :workspace AND l.request_key = :key")
        .bind("workspace", workspaceId)
        .bind("key", requestKey)
        .map(row -> new Requested(rows.lead(row), required(row, "request_hash", String.class)))
        .one();
  }

  @Override
  public Mono<List<Lead>> lock(Collection<LeadRef> refs) {
    var wanted = List.copyOf(refs);
    return db.sql(
            "SELECT "
                + LeadRows.COLUMNS
                + """
                FROM unnest(:workspaces, :ids) AS wanted (workspace_id, id)
                JOIN leads.lead l USING (workspace_id, id)
                WHERE l.deleted_at IS NULL
                ORDER BY l.workspace_id, l.id FOR UPDATE OF l
                """)
        .bind("workspaces", Columns.uuids(wanted, LeadRef::workspaceId))
        .bind("ids", Columns.uuids(wanted, LeadRef::leadId))
        .map(rows::lead)
        .all()
        .collectList();
  }

  @Override
  public Mono<Map<EmailOf, UUID>> owners(Collection<EmailOf> emails) {
    if (emails.isEmpty()) {
      return Mono.just(Map.of());
    }
    var wanted = List.copyOf(emails);
    return db.sql(
            """
            SELECT DISTINCT l.workspace_id, l.email, l.id
            FROM unnest(:workspaces, :emails) AS wanted (workspace_id, email)
            JOIN leads.lead l USING (workspace_id, email)
            WHERE l.deleted_at IS NULL AND l.email IS NOT NULL
            """)
        .bind("workspaces", Columns.uuids(wanted, EmailOf::workspaceId))
        .bind("emails", Columns.texts(wanted, EmailOf::email))
        .map(
            row ->
                Map.entry(
                    new EmailOf(
                        required(row, "workspace_id", UUID.class),
                        required(row, "email", String.class)),
                    required(row, "id", UUID.class)))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<Void> update(List<Lead> leads) {
    var update =
        db.sql(
                """
            UPDATE leads.lead l
            SET email = n.email, name = n.name, company = n.company, phone = n.phone,
                stage = n.stage, owner_id = n.owner_id::uuid, fields = n.fields::jsonb,
                updated_at = n.updated_at, version = n.version
            FROM unnest(:workspaces, :ids, :emails, :names, :companies, :phones, :stages, :owners,
                        :fields, :updated, :versions)
              AS n (workspace_id, id, email, name, company, phone, stage, owner_id, fields,
                    updated_at, version)
            WHERE l.workspace_id = n.workspace_id AND l.id = n.id
            """)
            .bind("workspaces", Columns.uuids(leads, Lead::workspaceId))
            .bind("ids", Columns.uuids(leads, Lead::id))
            .bind("emails", Columns.texts(leads, Lead::email))
            .bind("names", Columns.texts(leads, Lead::name))
            .bind("companies", Columns.texts(leads, Lead::company))
            .bind("phones", Columns.texts(leads, Lead::phone))
            .bind("stages", Columns.texts(leads, Lead::stage))
            .bind("owners", Columns.texts(leads, Lead::ownerId))
            .bind("fields", Columns.texts(leads, lead -> json.write(lead.fields())))
            .bind("updated", Columns.times(leads, Lead::updatedAt))
            .bind("versions", Columns.integers(leads, Lead::version))
            .then();
    return changing(leads, Lead::workspaceId).then(update);
  }

  @Override
  public Mono<Void> delete(LeadRef ref, Instant now) {
    var mark =
        db.sql(
                """
                UPDATE leads.lead SET deleted_at = :now, updated_at = :now, version = version + 1
                WHERE workspace_id = :workspace AND id = :id
                """)
            .bind("now", Columns.time(now))
            .bind("workspace", ref.workspaceId())
            .bind("id", ref.leadId())
            .then();
    var forget =
        db.sql(
                """
                DELETE FROM leads.lead_field_value
                WHERE workspace_id = :workspace AND lead_id = :id
                """)
            .bind("workspace", ref.workspaceId())
            .bind("id", ref.leadId())
            .then();
    return changing(List.of(ref), LeadRef::workspaceId).then(mark).then(forget);
  }

  private <T> Mono<Void> changing(List<T> rows, Function<T, UUID> workspace) {
    return changes.changing(ReadLeads.TOPIC, rows.stream().map(workspace).toList());
  }
}
