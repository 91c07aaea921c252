package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.changes.Changes;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import io.tributary.workflows.application.port.out.executions.ExecutionControl;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class R2dbcExecutionControl implements ExecutionControl {
  /// As the database sorts them; the range leaves all but the right partitions out of the plan.
  private static final Comparator<UUID> UNSIGNED = Comparator.comparing(UUID::toString);

  private final DatabaseClient db;
  private final JsonText json;
  private final Changes changes;

  R2dbcExecutionControl(DatabaseClient db, JsonText json, Changes changes) {
    this.db = db;
    this.json = json;
    this.changes = changes;
  }

  /// One look for the places, another for the executions: what came between is seen.
  @Override
  public Flux<HeldExecution> hold(WorkspaceId workspace, Collection<UUID> ids) {
    return ids.isEmpty()
        ? Flux.empty()
        : holdPlaces(workspace, ids).flatMapMany(places -> holdRows(workspace, ids, places));
  }

  private Mono<Set<UUID>> holdPlaces(WorkspaceId workspace, Collection<UUID> ids) {
    return db.sql(ControlSql.HOLD_PLACES)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("workspace", workspace.value())
        .map(row -> required(row, "execution_id", UUID.class))
        .all()
        .collect(HashSet::new, Set::add);
  }

  private Flux<HeldExecution> holdRows(
      WorkspaceId workspace, Collection<UUID> ids, Set<UUID> places) {
    return db.sql(ControlSql.HOLD)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("workspace", workspace.value())
        .map(row -> held(workspace, row, places))
        .all();
  }

  @Override
  public Flux<HeldExecution> find(WorkspaceId workspace, Collection<UUID> ids) {
    return db.sql(ControlSql.FIND)
        .bind("ids", ids.toArray(UUID[]::new))
        .bind("workspace", workspace.value())
        .map(row -> held(workspace, row, Set.of()))
        .all();
  }

  private HeldExecution held(WorkspaceId workspace, Readable row, Set<UUID> places) {
    var id = required(row, "id", UUID.class);
    return new HeldExecution(
        workspace.value(),
        id,
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_version", Integer.class),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        row.get("lead_id", UUID.class),
        row.get("response_id", UUID.class),
        row.get("correlation_id", String.class),
        required(row, "priority", Integer.class),
        parent(row),
        required(row, "depth", Integer.class),
        json.read(required(row, "state", String.class), ExecutionState.class),
        json.read(required(row, "progress", String.class), Marking.class),
        required(row, "version", Integer.class),
        required(row, "created_at", Instant.class),
        row.get("paused_at", Instant.class),
        places.contains(id));
  }

  private static @Nullable Parent parent(Readable row) {
    var id = row.get("parent_id", UUID.class);
    var step = row.get("parent_step", UUID.class);
    return id == null || step == null ? null : new Parent(id, step);
  }

  @Override
  public Flux<UUID> liveChildren(WorkspaceId workspace, Collection<UUID> parents) {
    return parents.isEmpty()
        ? Flux.empty()
        : db.sql(ControlSql.LIVE_CHILDREN)
            .bind("parents", parents.toArray(UUID[]::new))
            .bind("workspace", workspace.value())
            .map(row -> required(row, "id", UUID.class))
            .all();
  }

  @Override
  public Mono<Long> write(WorkspaceId workspace, List<ControlWrite> rows) {
    var write =
        db.sql(ControlSql.WRITE)
            .bind("workspace", workspace.value())
            .bind("ids", Columns.uuids(rows, row -> row.ref().id()))
            .bind("versions", Columns.ints(rows, ControlWrite::version))
            .bind("statuses", Columns.texts(rows, row -> row.status().name()))
            .bind("workflow_versions", Columns.ints(rows, ControlWrite::workflowVersion))
            .bind("states", Columns.texts(rows, ControlWrite::state))
            .bind("markings", Columns.texts(rows, ControlWrite::marking))
            .bind("places", Columns.texts(rows, this::places))
            .bind("paused", Columns.times(rows, ControlWrite::pausedAt))
            .bind("ended", Columns.times(rows, ControlWrite::endedAt))
            .bind("priorities", Columns.ints(rows, ControlWrite::priority))
            .bind("moves", Columns.texts(rows, row -> row.move().name()))
            .bind("signals", Columns.texts(rows, this::signals))
            .bind("oldest", Collections.min(ids(rows), UNSIGNED))
            .bind("newest", Collections.max(ids(rows), UNSIGNED))
            .map(row -> required(row, "written", Long.class))
            .one();
    return changes.changing(ReadExecutions.TOPIC, List.of(workspace.value())).then(write);
  }

  private static List<UUID> ids(List<ControlWrite> rows) {
    return rows.stream().map(row -> row.ref().id()).toList();
  }

  private @Nullable String places(ControlWrite row) {
    var places = row.places();
    return places == null ? null : json.write(places);
  }

  private @Nullable String signals(ControlWrite row) {
    return row.signals().isEmpty() ? null : json.write(row.signals());
  }

  @Override
  public Mono<Void> skipSteps(WorkspaceId workspace, List<ControlWrite> rows, Instant now) {
    return rows.isEmpty()
        ? Mono.empty()
        : db.sql(
                """
                UPDATE workflows.node_execution s
                SET status = 'SKIPPED', ended_at = :now, execution_version = i.version + 1
                FROM unnest(:ids, :versions, :began) AS i (id, version, began)
                WHERE s.workspace_id = :workspace AND s.execution_id = i.id AND s.id >= i.began
                  AND s.id >= :oldest
                  AND s.status IN ('RUNNING', 'WAITING')
                """)
            .bind("workspace", workspace.value())
            .bind("now", now)
            .bind("ids", Columns.uuids(rows, row -> row.ref().id()))
            .bind("versions", Columns.ints(rows, ControlWrite::version))
            .bind("began", Columns.uuids(rows, row -> began(row.ref().id())))
            .bind("oldest", began(Collections.min(ids(rows), UNSIGNED)))
            .then();
  }

  /// A node is come to after its execution began: older partitions are left out.
  private static UUID began(UUID executionId) {
    return IdWindow.floor(IdWindow.timeOf(executionId));
  }

  @Override
  public Mono<Void> reopenSteps(WorkspaceId workspace, List<UUID> executions, List<UUID> stepIds) {
    return stepIds.isEmpty()
        ? Mono.empty()
        : db.sql(
                """
                UPDATE workflows.node_execution s
                SET status = 'WAITING', ended_at = NULL, execution_version = e.version
                FROM workflows.execution e
                WHERE s.workspace_id = :workspace AND s.execution_id = ANY (:executions)
                  AND s.id = ANY (:ids) AND s.status = 'SKIPPED'
                  AND e.workspace_id = :workspace AND e.id = s.execution_id
                """)
            .bind("workspace", workspace.value())
            .bind("executions", executions.toArray(UUID[]::new))
            .bind("ids", stepIds.toArray(UUID[]::new))
            .then();
  }
}
