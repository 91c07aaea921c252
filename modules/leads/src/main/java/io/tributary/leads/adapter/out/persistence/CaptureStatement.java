package io.tributary.leads.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
import io.tributary.leads.application.port.out.LeadStore.Candidate;
import io.tributary.leads.application.port.out.LeadStore.Captured;
import io.tributary.leads.application.port.out.LeadStore.EmailOf;
import io.tributary.leads.domain.LeadSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Upserts the leads of a batch of captures.
@Component
final class CaptureStatement {
  /// Leads that are there are locked first, in the order in which every writer of leads locks them.
  private static final String UPSERT =
      """
      WITH input AS MATERIALIZED (
        SELECT * FROM unnest(:workspaces, :ids, :emails, :names, :companies, :phones, :stages,
                             :fields, :forms, :firsts, :lasts, :nows) WITH ORDINALITY
          AS i (workspace_id, id, email, name, company, phone, stage, fields, form_id, created_at,
                submitted_at, updated_at, position)
      ), locked AS MATERIALIZED (
        SELECT l.id FROM input i JOIN leads.lead l USING (workspace_id, email)
        WHERE l.deleted_at IS NULL AND l.email IS NOT NULL
        ORDER BY l.workspace_id, l.id FOR UPDATE OF l
      )
      INSERT INTO leads.lead AS l
        (workspace_id, id, email, name, company, phone, stage, fields, source, form_id, created_at,
         submitted_at, updated_at)
      SELECT workspace_id, id, email, name, company, phone, stage, fields::jsonb, :source, form_id,
             created_at, submitted_at, updated_at
      FROM input WHERE (SELECT count(*) FROM locked) >= 0 ORDER BY position
      ON CONFLICT (workspace_id, email) WHERE deleted_at IS NULL AND email IS NOT NULL
      DO UPDATE SET
        name = CASE WHEN l.submitted_at > excluded.submitted_at
          THEN coalesce(l.name, excluded.name) ELSE coalesce(excluded.name, l.name) END,
        company = CASE WHEN l.submitted_at > excluded.submitted_at
          THEN coalesce(l.company, excluded.company) ELSE coalesce(excluded.company, l.company) END,
        phone = CASE WHEN l.submitted_at > excluded.submitted_at
          THEN coalesce(l.phone, excluded.phone) ELSE coalesce(excluded.phone, l.phone) END,
        fields = CASE WHEN l.submitted_at > excluded.submitted_at
          THEN excluded.fields || l.fields ELSE l.fields || excluded.fields END,
        submitted_at = greatest(l.submitted_at, excluded.submitted_at),
        updated_at = excluded.updated_at,
        version = l.version + 1
      RETURNING workspace_id, id, email, fields::text AS fields
      """;

  private final DatabaseClient db;
  private final JsonText json;
  private final LeadRows rows;

  CaptureStatement(DatabaseClient db, JsonText json, LeadRows rows) {
    this.db = db;
    this.json = json;
    this.rows = rows;
  }

  private record Stored(
      UUID workspaceId, UUID id, @Nullable String email, Map<String, Object> fields) {}

  Mono<List<Captured>> run(List<Candidate> candidates) {
    return db.sql(UPSERT)
        .bind("workspaces", Columns.uuids(candidates, c -> c.capture().workspaceId()))
        .bind("ids", Columns.uuids(candidates, Candidate::id))
        .bind("emails", Columns.texts(candidates, c -> c.capture().email()))
        .bind("names", Columns.texts(candidates, c -> c.capture().answers().name()))
        .bind("companies", Columns.texts(candidates, c -> c.capture().answers().company()))
        .bind("phones", Columns.texts(candidates, c -> c.capture().answers().phone()))
        .bind("stages", Columns.texts(candidates, Candidate::stage))
        .bind("fields", Columns.texts(candidates, c -> json.write(c.fields())))
        .bind("forms", Columns.uuids(candidates, c -> c.capture().first().formId()))
        .bind("firsts", Columns.times(candidates, c -> c.capture().first().submittedAt()))
        .bind("lasts", Columns.times(candidates, c -> c.capture().lastSubmittedAt()))
        .bind("nows", Columns.times(candidates, Candidate::now))
        .bind("source", LeadSource.FORM.key())
        .map(this::stored)
        .all()
        .collectList()
        .map(stored -> captured(candidates, stored));
  }

  private Stored stored(Readable row) {
    return new Stored(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        row.get("email", String.class),
        rows.values(row));
  }

  private static List<Captured> captured(List<Candidate> candidates, List<Stored> stored) {
    var byEmail = new HashMap<EmailOf, Stored>();
    var byId = new HashMap<UUID, Stored>();
    for (var one : stored) {
      byId.put(one.id(), one);
      if (one.email() != null) {
        byEmail.put(new EmailOf(one.workspaceId(), one.email()), one);
      }
    }
    return candidates.stream()
        .map(
            candidate -> {
              var email = candidate.capture().email();
              var workspace = candidate.capture().workspaceId();
              var lead =
                  Objects.requireNonNull(
                      email == null
                          ? byId.get(candidate.id())
                          : byEmail.get(new EmailOf(workspace, email)));
              return new Captured(candidate, lead.id(), lead.fields());
            })
        .toList();
  }
}
