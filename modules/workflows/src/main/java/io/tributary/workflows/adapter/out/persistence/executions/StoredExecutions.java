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
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/// Reads rows of executions that were taken from the queue.
@Component
final class StoredExecutions {
  private static final TypeReference<List<Signal>> SIGNALS = new TypeReference<>() {};

  private final JsonText json;

  StoredExecutions(JsonText json) {
    this.json = json;
  }

  StoredExecution execution(Readable row) {
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
        json.read(required(row, "state", String.class), ExecutionState.class),
        json.read(required(row, "progress", String.class), Marking.class),
        required(row, "version", Integer.class),
        required(row, "created_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("paused_at", Instant.class) != null,
        claim(row));
  }

  private static @Nullable Parent parent(Readable row) {
    var id = row.get("parent_id", UUID.class);
    var step = row.get("parent_step", UUID.class);
    return id == null || step == null ? null : new Parent(id, step);
  }

  private Claim claim(Readable row) {
    var signals = row.get("signals", String.class);
    return new Claim(
        Lease.valueOf(required(row, "lease", String.class)),
        required(row, "by_turn", Boolean.class),
        signals == null ? List.of() : json.read(signals, SIGNALS));
  }
}
