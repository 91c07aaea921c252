package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Claim;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Lease;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Parent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;

/// Reads rows of executions that were taken from the queue.
@Component
final class StoredExecutions {
  private static final Logger log = LoggerFactory.getLogger(StoredExecutions.class);
  private static final TypeReference<List<Signal>> SIGNALS = new TypeReference<>() {};

  private final JsonText json;

  StoredExecutions(JsonText json) {
    this.json = json;
  }

  /// What cannot be read is told, not thrown: it would keep all others of its batch back.
  StoredExecution execution(Readable row) {
    var contents = contents(row);
    return new StoredExecution(
        required(row, "workspace_id", UUID.class),
        required(row, "id", UUID.class),
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_version", Integer.class),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        required(row, "trigger_type", String.class),
        row.get("lead_id", UUID.class),
        row.get("correlation_id", String.class),
        parent(row),
        required(row, "depth", Integer.class),
        contents.state(),
        contents.marking(),
        required(row, "version", Integer.class),
        required(row, "created_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("paused_at", Instant.class) != null,
        new Claim(
            Lease.valueOf(required(row, "lease", String.class)),
            required(row, "by_turn", Boolean.class),
            contents.signals()),
        contents.readable());
  }

  private static @Nullable Parent parent(Readable row) {
    var id = row.get("parent_id", UUID.class);
    var step = row.get("parent_step", UUID.class);
    return id == null || step == null ? null : new Parent(id, step);
  }

  private Contents contents(Readable row) {
    try {
      var signals = row.get("signals", String.class);
      return new Contents(
          present(json.read(required(row, "state", String.class), ExecutionState.class)),
          complete(present(json.read(required(row, "progress", String.class), Marking.class))),
          signals == null ? List.of() : List.copyOf(json.read(signals, SIGNALS)),
          true);
    } catch (JacksonException | NullPointerException unreadable) {
      log.error("execution {} cannot be read", row.get("id", UUID.class), unreadable);
      return Contents.UNREADABLE;
    }
  }

  private static <T> T present(@Nullable T value) {
    return Objects.requireNonNull(value);
  }

  /// A token needs all of it; a mapper takes what is absent for null.
  private static Marking complete(Marking marking) {
    marking.visits().values().forEach(StoredExecutions::present);
    for (var token : marking.tokens()) {
      present(token.phase());
      var position = present(token.position());
      present(position.node());
      present(position.stepId());
    }
    return marking;
  }

  private record Contents(
      ExecutionState state, Marking marking, List<Signal> signals, boolean readable) {
    static final Contents UNREADABLE =
        new Contents(ExecutionState.of(null, Map.of()), Marking.START, List.of(), false);
  }
}
