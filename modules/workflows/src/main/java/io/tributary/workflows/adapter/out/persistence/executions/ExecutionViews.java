package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.kernel.sql.Rows.required;

import io.r2dbc.spi.Readable;
import io.tributary.kernel.json.JsonText;
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
  static final String SUMMARY =
      """
      e.id, e.workflow_id, e.workflow_version, e.status, e.trigger_type, e.priority, e.lead_id,
      e.response_id, e.correlation_id, e.current_node, e.places, e.outcome,
      e.error::text AS error, e.parent_id, e.rerun_of, e.created_at, e.started_at, e.ended_at,
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
    var nodes = nodes(row.get("places", String[].class));
    var current = row.get("current_node", String.class);
    return new ExecutionSummary(
        required(row, "id", UUID.class),
        required(row, "workflow_id", UUID.class),
        required(row, "workflow_version", Integer.class),
        ExecutionStatus.valueOf(required(row, "status", String.class)),
        required(row, "trigger_type", String.class),
        priority(required(row, "priority", Integer.class)),
        row.get("lead_id", UUID.class),
        row.get("response_id", UUID.class),
        row.get("correlation_id", String.class),
        current == null && !nodes.isEmpty() ? nodes.getFirst() : current,
        nodes,
        row.get("outcome", String.class),
        map(row, "error"),
        row.get("parent_id", UUID.class),
        row.get("rerun_of", UUID.class),
        required(row, "created_at", Instant.class),
        row.get("started_at", Instant.class),
        row.get("ended_at", Instant.class),
        row.get("paused_at", Instant.class));
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
        map(row, "output"),
        map(row, "error"),
        required(row, "started_at", Instant.class),
        row.get("ended_at", Instant.class));
  }

  private @Nullable Map<String, Object> map(Readable row, String column) {
    var text = row.get(column, String.class);
    return text == null ? null : json.read(text, MAP);
  }
}
