package io.tributary.leads.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.forms.ResponseRef;
import io.tributary.kernel.json.JsonText;
import io.tributary.leads.application.port.out.ActivityStore;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Activity.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Component
final class R2dbcActivityStore implements ActivityStore {
  private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};
  private static final UUID LAST_ID = new UUID(-1, -1);

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcActivityStore(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Void> append(List<Activity> activities) {
    return db.sql(
            """
            INSERT INTO leads.lead_activity
              (workspace_id, id, lead_id, kind, actor, form_id, response_id, detail, occurred_at)
            SELECT workspace_id, id, lead_id, kind, actor, form_id::uuid, response_id::uuid,
                   detail::jsonb, occurred_at
            FROM unnest(:workspaces, :ids, :leads, :kinds, :actors, :forms, :responses, :details,
                        :times)
              AS n (workspace_id, id, lead_id, kind, actor, form_id, response_id, detail, occurred_at)
            """)
        .bind("workspaces", Columns.uuids(activities, Activity::workspaceId))
        .bind("ids", Columns.uuids(activities, Activity::id))
        .bind("leads", Columns.uuids(activities, Activity::leadId))
        .bind("kinds", Columns.texts(activities, Activity::kind))
        .bind("actors", Columns.texts(activities, Activity::actor))
        .bind("forms", Columns.texts(activities, Activity::formId))
        .bind("responses", Columns.texts(activities, Activity::responseId))
        .bind("details", Columns.texts(activities, activity -> json.write(activity.detail())))
        .bind("times", Columns.times(activities, Activity::occurredAt))
        .then();
  }

  @Override
  public Mono<List<ResponseRef>> notCaptured(List<ResponseRef> refs) {
    return db.sql(
            """
            SELECT workspace_id, response_id
            FROM unnest(:workspaces, :responses) AS wanted (workspace_id, response_id)
            WHERE NOT EXISTS (
              SELECT FROM leads.lead_activity a
              WHERE a.workspace_id = wanted.workspace_id AND a.response_id = wanted.response_id
                AND a.response_id IS NOT NULL)
            """)
        .bind("workspaces", Columns.uuids(refs, ResponseRef::workspaceId))
        .bind("responses", Columns.uuids(refs, ResponseRef::responseId))
        .map(
            row ->
                new ResponseRef(
                    required(row, "workspace_id", UUID.class),
                    required(row, "response_id", UUID.class)))
        .all()
        .collectList();
  }

  @Override
  public Mono<List<Activity>> list(UUID workspaceId, UUID leadId, @Nullable UUID before, int rows) {
    return db.sql(
            """
            SELECT workspace_id, id, lead_id, kind, actor, form_id, response_id,
                   detail::text AS detail, occurred_at
            FROM leads.lead_activity
            WHERE workspace_id = :workspace AND lead_id = :lead AND id < :before
            ORDER BY id DESC LIMIT :rows
            """)
        .bind("workspace", workspaceId)
        .bind("lead", leadId)
        .bind("before", before == null ? LAST_ID : before)
        .bind("rows", rows)
        .map(this::activity)
        .all()
        .collectList();
  }

  private Activity activity(Readable row) {
    return new Activity(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "lead_id", UUID.class),
        Kind.valueOf(required(row, "kind", String.class)),
        required(row, "actor", String.class),
        row.get("form_id", UUID.class),
        row.get("response_id", UUID.class),
        json.read(required(row, "detail", String.class), DETAIL),
        required(row, "occurred_at", Instant.class));
  }
}
