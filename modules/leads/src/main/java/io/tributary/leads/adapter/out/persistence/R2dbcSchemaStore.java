package io.tributary.leads.adapter.out.persistence;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.changes.Changes;
import io.tributary.kernel.json.JsonText;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.FieldBudget;
import io.tributary.leads.domain.FieldKey;
import io.tributary.leads.domain.FieldType;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadSchema;
import io.tributary.leads.domain.Pipeline;
import io.tributary.leads.domain.Stage;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSchemaStore implements SchemaStore {
  private static final String FIELD_COLUMNS =
      "SELECT workspace_id, id, key, label, type, options, created_at FROM leads.lead_field";

  private final DatabaseClient db;
  private final JsonText json;
  private final Changes changes;

  R2dbcSchemaStore(DatabaseClient db, JsonText json, Changes changes) {
    this.db = db;
    this.json = json;
    this.changes = changes;
  }

  private record StageOf(UUID workspaceId, Stage stage) {}

  @Override
  public Mono<Map<UUID, LeadSchema>> load(Collection<UUID> workspaces) {
    var wanted = workspaces.stream().distinct().toArray(UUID[]::new);
    return fields(wanted)
        .flatMap(fields -> stages(wanted).map(stages -> schemas(wanted, fields, stages)));
  }

  private Mono<List<LeadField>> fields(UUID[] workspaces) {
    return db.sql(FIELD_COLUMNS + " WHERE workspace_id = ANY (:workspaces) ORDER BY id")
        .bind("workspaces", workspaces)
        .map(R2dbcSchemaStore::field)
        .all()
        .collectList();
  }

  private Mono<List<StageOf>> stages(UUID[] workspaces) {
    return db.sql(
            """
            SELECT workspace_id, key, label, position FROM leads.stage
            WHERE workspace_id = ANY (:workspaces)
            """)
        .bind("workspaces", workspaces)
        .map(
            row ->
                new StageOf(
                    required(row, "workspace_id", UUID.class),
                    new Stage(
                        required(row, "key", String.class),
                        required(row, "label", String.class),
                        required(row, "position", Integer.class))))
        .all()
        .collectList();
  }

  private static Map<UUID, LeadSchema> schemas(
      UUID[] workspaces, List<LeadField> fields, List<StageOf> stages) {
    var fieldsOf = fields.stream().collect(Collectors.groupingBy(LeadField::workspaceId));
    var stagesOf = stages.stream().collect(Collectors.groupingBy(StageOf::workspaceId));
    var schemas = new HashMap<UUID, LeadSchema>();
    for (var workspace : workspaces) {
      var own = stagesOf.getOrDefault(workspace, List.of()).stream().map(StageOf::stage).toList();
      schemas.put(
          workspace, new LeadSchema(fieldsOf.getOrDefault(workspace, List.of()), Pipeline.of(own)));
    }
    return schemas;
  }

  @Override
  public Mono<Map<UUID, FieldBudget>> lockBudgets(Collection<UUID> workspaces) {
    return db.sql(
            """
            INSERT INTO leads.field_budget (workspace_id, used)
            SELECT workspace_id, 0 FROM unnest(:workspaces) AS w (workspace_id) ORDER BY workspace_id
            ON CONFLICT (workspace_id) DO UPDATE SET used = field_budget.used
            RETURNING workspace_id, used
            """)
        .bind("workspaces", workspaces.toArray(UUID[]::new))
        .map(
            row ->
                Map.entry(
                    required(row, "workspace_id", UUID.class),
                    new FieldBudget(required(row, "used", Integer.class))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<Long> insert(List<LeadField> fields) {
    if (fields.isEmpty()) {
      return Mono.just(0L);
    }
    var insert =
        db.sql(
                """
            WITH stored AS (
              INSERT INTO leads.lead_field
                (workspace_id, id, key, label, type, options, created_at)
              SELECT workspace_id, id, key, label, type,
                     ARRAY(SELECT jsonb_array_elements_text(options::jsonb)), created_at
              FROM unnest(:workspaces, :ids, :keys, :labels, :types, :options, :created)
                AS n (workspace_id, id, key, label, type, options, created_at)
              ON CONFLICT (workspace_id, key) DO NOTHING
              RETURNING workspace_id
            ), counted AS (
              UPDATE leads.field_budget b SET used = b.used + s.stored
              FROM (SELECT workspace_id, count(*)::integer AS stored FROM stored
                    GROUP BY workspace_id) AS s
              WHERE b.workspace_id = s.workspace_id
            )
            SELECT count(*) AS stored FROM stored
            """)
            .bind("workspaces", Columns.uuids(fields, LeadField::workspaceId))
            .bind("ids", Columns.uuids(fields, LeadField::id))
            .bind("keys", Columns.texts(fields, field -> field.key().value()))
            .bind("labels", Columns.texts(fields, LeadField::label))
            .bind("types", Columns.texts(fields, LeadField::type))
            .bind("options", Columns.texts(fields, field -> json.write(field.options())))
            .bind("created", Columns.times(fields, LeadField::createdAt))
            .mapValue(Long.class)
            .one();
    return changing(fields).then(insert);
  }

  @Override
  public Mono<Void> widen(List<LeadField> fields) {
    if (fields.isEmpty()) {
      return Mono.empty();
    }
    var widen =
        db.sql(
                """
            UPDATE leads.lead_field f
            SET options = ARRAY(SELECT jsonb_array_elements_text(n.options::jsonb))
            FROM unnest(:workspaces, :ids, :options) AS n (workspace_id, id, options)
            WHERE f.workspace_id = n.workspace_id AND f.id = n.id
            """)
            .bind("workspaces", Columns.uuids(fields, LeadField::workspaceId))
            .bind("ids", Columns.uuids(fields, LeadField::id))
            .bind("options", Columns.texts(fields, field -> json.write(field.options())))
            .then();
    return changing(fields).then(widen);
  }

  private Mono<Void> changing(List<LeadField> fields) {
    return changes.changing(TOPIC, fields.stream().map(LeadField::workspaceId).toList());
  }

  @Override
  public Mono<List<LeadField>> list(UUID workspaceId, @Nullable UUID after, int rows) {
    return db.sql(
            FIELD_COLUMNS
                + " WHERE workspace_id = :workspace AND id > :after ORDER BY id LIMIT :rows")
        .bind("workspace", workspaceId)
        .bind("after", after == null ? new UUID(0, 0) : after)
        .bind("rows", rows)
        .map(R2dbcSchemaStore::field)
        .all()
        .collectList();
  }

  private static LeadField field(Readable row) {
    return new LeadField(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        new FieldKey(required(row, "key", String.class)),
        required(row, "label", String.class),
        FieldType.valueOf(required(row, "type", String.class)),
        List.of(required(row, "options", String[].class)),
        required(row, "created_at", Instant.class));
  }
}
