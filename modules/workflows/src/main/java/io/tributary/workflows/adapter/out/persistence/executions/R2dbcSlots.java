package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.r2dbc.spi.Readable;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SlotStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class R2dbcSlots implements SlotStore {
  private static final double MILLIS = 1_000;

  private final DatabaseClient db;

  R2dbcSlots(DatabaseClient db) {
    this.db = db;
  }

  @Override
  public Mono<Void> lock(Set<Scope> scopes) {
    return bindScopes(db.sql(SlotSql.LOCK), List.copyOf(scopes)).then();
  }

  @Override
  public Mono<Map<Scope, Usage>> usage(Map<Scope, Integer> limits) {
    return bindCounts(db.sql(SlotSql.USAGE), limits)
        .map(
            row ->
                Map.entry(
                    scope(row),
                    new Usage(
                        count(row, "taken"),
                        List.of(count(row, "high"), count(row, "normal"), count(row, "low")))))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static int count(Readable row, String column) {
    return Math.toIntExact(required(row, column, Long.class));
  }

  @Override
  public Mono<List<Standing>> of(List<ExecutionRef> executions) {
    return bind(db.sql(SlotSql.OF), executions).map(R2dbcSlots::standing).all().collectList();
  }

  private static Standing standing(Readable row) {
    var workspace = required(row, "workspace_id", UUID.class);
    var scope = row.get("scope", UUID.class);
    return new Standing(
        new ExecutionRef(workspace, required(row, "execution_id", UUID.class)),
        required(row, "priority", Integer.class),
        scope == null ? null : new Scope(workspace, scope),
        required(row, "held", Boolean.class));
  }

  @Override
  public Mono<Map<ExecutionRef, Set<Scope>>> ofParents(List<ExecutionRef> executions) {
    return bind(db.sql(SlotSql.OF_PARENTS), executions)
        .map(R2dbcSlots::slot)
        .all()
        .collect(groupingBy(Slot::execution, mapping(Slot::scope, toUnmodifiableSet())));
  }

  @Override
  public Mono<Void> put(List<Slot> slots) {
    return db.sql(
            """
            INSERT INTO workflows.execution_slot
              (workspace_id, scope, execution_id, held, priority, since)
            SELECT i.workspace_id, i.scope, i.execution_id, i.held, i.priority, now()
            FROM unnest(:workspaces, :scopes, :executions, :held, :priorities)
              AS i (workspace_id, scope, execution_id, held, priority)
            """)
        .bind("workspaces", Columns.uuids(slots, slot -> slot.scope().workspaceId()))
        .bind("scopes", Columns.uuids(slots, slot -> slot.scope().id()))
        .bind("executions", Columns.uuids(slots, Slot::executionId))
        .bind("held", Columns.flags(slots, Slot::held))
        .bind("priorities", Columns.ints(slots, Slot::priority))
        .then();
  }

  @Override
  public Mono<Void> wait(List<Waiting> waiting) {
    return bind(
            db.sql(
                """
                UPDATE workflows.execution_queue q
                SET due_at = CASE WHEN i.due IS NULL THEN 'infinity'
                                  ELSE now() + make_interval(secs => i.due) END,
                    lease_owner = NULL, lease_until = NULL
                FROM unnest(:workspaces, :ids, :dues) AS i (workspace_id, id, due)
                WHERE q.workspace_id = i.workspace_id AND q.execution_id = i.id
                """),
            waiting.stream().map(Waiting::execution).toList())
        .bind("dues", Columns.numbers(waiting, each -> seconds(each.due())))
        .then();
  }

  private static @Nullable Double seconds(@Nullable Duration due) {
    return due == null ? null : due.toMillis() / MILLIS;
  }

  @Override
  public Mono<Map<UUID, Integer>> later(List<Newcomer> newcomers, Map<Scope, Integer> upTo) {
    return bindNewcomers(
            db.sql(SlotSql.LATER), newcomers, each -> upTo.getOrDefault(each.scope(), 0))
        .map(row -> Map.entry(required(row, "execution_id", UUID.class), count(row, "later")))
        .all()
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  @Override
  public Mono<List<Slot>> longest(Map<Newcomer, Integer> wanted, List<ExecutionRef> except) {
    return bindNewcomers(
            db.sql(SlotSql.LONGEST),
            List.copyOf(wanted.keySet()),
            each -> wanted.getOrDefault(each, 0))
        .bind("except", Columns.uuids(except, ExecutionRef::id))
        .map(R2dbcSlots::slot)
        .all()
        .collectList();
  }

  @Override
  public Mono<Void> giveBack(List<ExecutionRef> executions) {
    return bind(
            db.sql(
                """
                DELETE FROM workflows.execution_slot s
                USING unnest(:workspaces, :ids) AS i (workspace_id, id)
                WHERE s.workspace_id = i.workspace_id AND s.execution_id = i.id
                """),
            executions)
        .then();
  }

  @Override
  public Mono<Long> takeUp(Map<Scope, Integer> free) {
    return bindCounts(db.sql(SlotSql.TAKE_UP), free)
        .map(row -> required(row, "taken", Long.class))
        .one();
  }

  @Override
  public Mono<List<Scope>> wanted() {
    return db.sql(
            """
            SELECT c.workspace_id, c.scope FROM workflows.concurrency_scope c
            WHERE EXISTS (SELECT FROM workflows.execution_slot s
                          WHERE s.workspace_id = c.workspace_id AND s.scope = c.scope AND s.held)
            """)
        .map(R2dbcSlots::scope)
        .all()
        .collectList();
  }

  @Override
  public Mono<Long> sweep() {
    return db.sql(
            """
            DELETE FROM workflows.execution_slot s
            WHERE NOT EXISTS (
              SELECT FROM workflows.execution_queue q
              WHERE q.workspace_id = s.workspace_id AND q.execution_id = s.execution_id)
            """)
        .fetch()
        .rowsUpdated();
  }

  @Override
  public Mono<Long> countHeld() {
    return db.sql(
            """
            SELECT count(*) AS held
            FROM (SELECT FROM workflows.execution_slot WHERE held LIMIT 100000) AS waiting
            """)
        .map(row -> required(row, "held", Long.class))
        .one();
  }

  private static Scope scope(Readable row) {
    return new Scope(required(row, "workspace_id", UUID.class), required(row, "scope", UUID.class));
  }

  private static Slot slot(Readable row) {
    return new Slot(
        scope(row),
        required(row, "execution_id", UUID.class),
        required(row, "held", Boolean.class),
        required(row, "priority", Integer.class));
  }

  private static GenericExecuteSpec bind(GenericExecuteSpec sql, List<ExecutionRef> refs) {
    return sql.bind("workspaces", Columns.uuids(refs, ExecutionRef::workspaceId))
        .bind("ids", Columns.uuids(refs, ExecutionRef::id));
  }

  private static GenericExecuteSpec bindScopes(GenericExecuteSpec sql, List<Scope> scopes) {
    return sql.bind("workspaces", Columns.uuids(scopes, Scope::workspaceId))
        .bind("scopes", Columns.uuids(scopes, Scope::id));
  }

  private static GenericExecuteSpec bindNewcomers(
      GenericExecuteSpec sql, List<Newcomer> rows, ToIntFunction<Newcomer> counts) {
    return bindScopes(sql, rows.stream().map(Newcomer::scope).toList())
        .bind("ids", Columns.uuids(rows, Newcomer::executionId))
        .bind("counts", Columns.ints(rows, counts::applyAsInt));
  }

  private static GenericExecuteSpec bindCounts(GenericExecuteSpec sql, Map<Scope, Integer> counts) {
    var rows = List.copyOf(counts.entrySet());
    return bindScopes(sql, rows.stream().map(Map.Entry::getKey).toList())
        .bind("counts", Columns.ints(rows, Map.Entry::getValue));
  }
}
