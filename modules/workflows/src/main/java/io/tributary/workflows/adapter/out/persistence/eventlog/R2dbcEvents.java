package io.tributary.workflows.adapter.out.persistence.eventlog;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.sql.Binds;
import io.tributary.workflows.application.port.in.eventlog.ReadEvents.Filter;
import io.tributary.workflows.application.port.out.eventlog.EventStore;
import io.tributary.workflows.domain.ReceivedEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import tools.jackson.core.type.TypeReference;

@Component
final class R2dbcEvents implements EventStore {
  private static final UUID LAST = new UUID(-1, -1);
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private final DatabaseClient db;
  private final JsonText json;

  R2dbcEvents(DatabaseClient db, JsonText json) {
    this.db = db;
    this.json = json;
  }

  @Override
  public Mono<Void> insert(ReceivedEvent event, String data) {
    return db.sql(
            """
            INSERT INTO workflows.event
              (workspace_id, id, name, correlation_id, data, created_at)
            VALUES (:workspace, :id, :name, :correlation, :data::jsonb, :at)
            """)
        .bind("workspace", event.workspaceId())
        .bind("id", event.id())
        .bind("name", event.name())
        .bind("correlation", Binds.orNull(event.correlationId(), String.class))
        .bind("data", data)
        .bind("at", event.createdAt())
        .then();
  }

  @Override
  public Mono<Keyed> claim(UUID workspaceId, String key, Keyed wanted, Instant now) {
    return db.sql(
            """
            INSERT INTO workflows.event_key
              (workspace_id, request_key, event_id, fingerprint, created_at)
            VALUES (:workspace, :key, :event, :fingerprint, :now)
            ON CONFLICT DO NOTHING
            """)
        .bind("workspace", workspaceId)
        .bind("key", key)
        .bind("event", wanted.eventId())
        .bind("fingerprint", wanted.fingerprint())
        .bind("now", now)
        .fetch()
        .rowsUpdated()
        .flatMap(rows -> rows == 1 ? Mono.just(wanted) : keyed(workspaceId, key));
  }

  private Mono<Keyed> keyed(UUID workspaceId, String key) {
    return db.sql(
            """
            SELECT event_id, fingerprint FROM workflows.event_key
            WHERE workspace_id = :workspace AND request_key = :key
            """)
        .bind("workspace", workspaceId)
        .bind("key", key)
        .map(
            row ->
                new Keyed(
                    required(row, "event_id", UUID.class),
                    required(row, "fingerprint", String.class)))
        .one();
  }

  @Override
  public Mono<List<ReceivedEvent>> list(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    var name = filter.name();
    var correlation = filter.correlationId();
    var sql =
        """
        SELECT workspace_id, id, name, correlation_id, data::text AS data, created_at
        FROM workflows.event
        WHERE workspace_id = :workspace AND id < :before%s%s
        ORDER BY id DESC LIMIT :rows
        """
            .formatted(
                name == null ? "" : " AND name = :name",
                correlation == null ? "" : " AND correlation_id = :correlation");
    var query =
        db.sql(sql)
            .bind("workspace", workspace.value())
            .bind("before", before == null ? LAST : before)
            .bind("rows", rows);
    query = name == null ? query : query.bind("name", name);
    query = correlation == null ? query : query.bind("correlation", correlation);
    return query.map(this::event).all().collectList();
  }

  @Override
  public Mono<List<List<ReceivedEvent>>> search(List<Search> searches, int rows) {
    return searches.isEmpty()
        ? Mono.just(List.of())
        : db.sql(EventSql.SEARCH)
            .bind("workspaces", searches.stream().map(Search::workspaceId).toArray(UUID[]::new))
            .bind("names", searches.stream().map(Search::name).toArray(String[]::new))
            .bind(
                "correlations", searches.stream().map(Search::correlationId).toArray(String[]::new))
            .bind("afters", searches.stream().map(Search::after).toArray(UUID[]::new))
            .bind("rows", rows)
            .map(row -> Map.entry(required(row, "n", Long.class).intValue() - 1, event(row)))
            .all()
            .collectList()
            .map(found -> grouped(found, searches.size()));
  }

  private static List<List<ReceivedEvent>> grouped(
      List<Map.Entry<Integer, ReceivedEvent>> found, int groups) {
    List<List<ReceivedEvent>> grouped =
        IntStream.range(0, groups)
            .<List<ReceivedEvent>>mapToObj(i -> new ArrayList<ReceivedEvent>())
            .toList();
    found.forEach(entry -> grouped.get(entry.getKey()).add(entry.getValue()));
    return grouped;
  }

  @Override
  public Mono<List<ReceivedEvent>> find(List<EventRef> refs) {
    return refs.isEmpty()
        ? Mono.just(List.of())
        : db.sql(EventSql.FIND)
            .bind("workspaces", refs.stream().map(EventRef::workspaceId).toArray(UUID[]::new))
            .bind("ids", refs.stream().map(EventRef::id).toArray(UUID[]::new))
            .map(this::event)
            .all()
            .collectList();
  }

  @Override
  public Mono<Long> forgetKeys(Instant before, int rows) {
    return db.sql(
            """
            DELETE FROM workflows.event_key
            WHERE (workspace_id, request_key) IN (
              SELECT k.workspace_id, k.request_key FROM workflows.event_key k
              WHERE k.created_at < :before LIMIT :rows)
            """)
        .bind("before", before)
        .bind("rows", rows)
        .fetch()
        .rowsUpdated();
  }

  private ReceivedEvent event(Readable row) {
    return new ReceivedEvent(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "name", String.class),
        row.get("correlation_id", String.class),
        json.read(required(row, "data", String.class), OBJECT),
        required(row, "created_at", Instant.class));
  }
}
