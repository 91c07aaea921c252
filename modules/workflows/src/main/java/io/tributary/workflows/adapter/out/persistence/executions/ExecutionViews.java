package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.sql.ColumnsInOrder;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Priority;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepView;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/// Rows as readers see them.
@Component
final class ExecutionViews {
  /// In the order in which they are read.
  static final String SUMMARY =
      """
      e.places, e.current_node,
      e.id, e.workflow_id, e.workflow_version, e.status, e.trigger_type, e.priority, e.lead_id,
      e.response_id, e.correlation_id, e.outcome, e.error::text AS error, e.parent_id, e.rerun_of, e.created_at, e.started_at, e.ended_at,
      e.paused_at""";

  static final String STEP =
      """
      s.id, s.node_id, s.node_type, s.visit, s.status, s.attempts, s.item,
      s.output::text AS output, s.error::text AS error, s.started_at, s.ended_at""";

  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final int WORKFLOW_AND_SLASH = 37;

  private final JsonText json;

  ExecutionViews(JsonText json) {
    this.json = json;
  }

  ExecutionSummary summary(Readable row) {
    return summary(new ColumnsInOrder(row));
  }

  /// Reads the columns of `SUMMARY` and leaves those behind them.
  ExecutionSummary summary(ColumnsInOrder columns) {
    var nodes = nodes(columns.next(String[].class));
    var current = columns.next(String.class);
    return new ExecutionSummary(
        columns.required(UUID.class),
        columns.required(UUID.class),
        columns.required(Integer.class),
        ExecutionStatus.valueOf(columns.required(String.class)),
        columns.required(String.class),
        priority(columns.required(Integer.class)),
        columns.next(UUID.class),
        columns.next(UUID.class),
        columns.next(String.class),
        current == null && !nodes.isEmpty() ? nodes.getFirst() : current,
        nodes,
        columns.next(String.class),
        map(columns.next(String.class)),
        columns.next(UUID.class),
        columns.next(UUID.class),
        columns.required(Instant.class),
        columns.next(Instant.class),
        columns.next(Instant.class),
        columns.next(Instant.class));
  }

  private static List<String> nodes(String @Nullable [] places) {
    return places == null
        ? List.of()
        : Arrays.stream(places)
            .filter(place -> place.length() > WORKFLOW_AND_SLASH)
            .map(place -> place.substring(WORKFLOW_AND_SLASH))
            .toList();
  }

  private static Priority priority(int stored) {
    return Priority.values()[stored];
  }

  StepView step(Readable row) {
    return new StepView(
        required(row, "id", UUID.class),
        required(row, "node_id", String.class),
        required(row, "node_type", String.class),
        required(row, "visit", Integer.class),
        StepStatus.valueOf(required(row, "status", String.class)),
        required(row, "attempts", Integer.class),
        row.get("item", Integer.class),
        map(row.get("output", String.class)),
        map(row.get("error", String.class)),
        required(row, "started_at", Instant.class),
        row.get("ended_at", Instant.class));
  }

  private @Nullable Map<String, Object> map(@Nullable String text) {
    return text == null ? null : json.read(text, MAP);
  }
}
