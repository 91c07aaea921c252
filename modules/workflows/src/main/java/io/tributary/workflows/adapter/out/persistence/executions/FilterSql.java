package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// A filter as conditions on `workflows.execution e`: only those that are there, so that each finds
/// its index.
final class FilterSql {
  static final UUID FIRST = new UUID(0, 0);
  static final UUID LAST = new UUID(-1, -1);

  /// As the index is: `@>` on anything else reads the table.
  private static final String CONTAINS =
      """
       AND jsonb_set('{}', ARRAY[e.workspace_id::text], e.state)
           @> jsonb_set('{}', ARRAY[:workspace::uuid::text], :state::jsonb)
      """;

  private final Filter filter;
  private final Map<String, Object> values = new LinkedHashMap<>();

  /// @param before an id, or null to begin with the newest
  FilterSql(WorkspaceId workspace, Filter filter, @Nullable UUID before) {
    this.filter = filter;
    var from = filter.from();
    var to = filter.to();
    values.put("workspace", workspace.value());
    values.put("from", from == null ? FIRST : IdWindow.floor(from));
    values.put("to", to == null ? lastStart(filter) : IdWindow.floor(to));
    values.put("before", before == null ? LAST : before);
    put("workflow", filter.workflowId());
    put("lead", filter.leadId());
    put("correlation", filter.correlationId());
    put("parent", filter.parentId());
    put("place", filter.place());
    put("state", filter.state());
    put("endedFrom", filter.endedFrom());
    put("endedTo", filter.endedTo());
    if (byStatus() || !filter.statuses().isEmpty()) {
      values.put("statuses", statuses());
    }
  }

  /// What ended by then was started by then.
  private static UUID lastStart(Filter filter) {
    var endedTo = filter.endedTo();
    return endedTo == null ? LAST : IdWindow.floor(endedTo.plusMillis(1));
  }

  private void put(String name, @Nullable Object value) {
    if (value != null) {
      values.put(name, value);
    }
  }

  private String[] statuses() {
    var wanted =
        filter.statuses().isEmpty() ? Arrays.asList(ExecutionStatus.values()) : filter.statuses();
    return wanted.stream().map(ExecutionStatus::name).toArray(String[]::new);
  }

  GenericExecuteSpec bind(GenericExecuteSpec sql) {
    return sql.bindValues(values);
  }

  Map<String, Object> values() {
    return values;
  }

  /// The newest ids, at most `:rows`, by an index that has them in order.
  ///
  /// An index that begins with the status is in order within each status only: the newest of each
  /// are merged.
  ///
  /// @param searched whether place and state are conditions too
  String newest(boolean searched) {
    var search = searched ? placeAndState() : "";
    if (!byStatus()) {
      return "SELECT e.id FROM workflows.execution e WHERE "
          + window()
          + others()
          + (filter.statuses().isEmpty() ? "" : " AND e.status = ANY (:statuses)")
          + search
          + " ORDER BY e.id DESC LIMIT :rows";
    }
    return """
    SELECT s.id FROM unnest(:statuses) AS of (status) CROSS JOIN LATERAL (
      SELECT e.id FROM workflows.execution e WHERE %s AND e.status = of.status
      ORDER BY e.id DESC LIMIT :rows) AS s
    ORDER BY s.id DESC LIMIT :rows"""
        .formatted(window() + others() + search);
  }

  private boolean byStatus() {
    return !filter.leavesFew() && (filter.workflowId() != null || !filter.statuses().isEmpty());
  }

  /// All that match, in no order: whatever the planner believes of a limit, it goes by the index of
  /// places or that of states.
  String all() {
    return "SELECT e.id FROM workflows.execution e WHERE "
        + window()
        + others()
        + (values.containsKey("statuses") ? " AND e.status = ANY (:statuses)" : "")
        + placeAndState();
  }

  private static String window() {
    return "e.workspace_id = :workspace AND e.id >= :from AND e.id < :to AND e.id < :before";
  }

  private String others() {
    return (filter.workflowId() == null ? "" : " AND e.workflow_id = :workflow")
        + (filter.leadId() == null ? "" : " AND e.lead_id = :lead")
        + (filter.correlationId() == null ? "" : " AND e.correlation_id = :correlation")
        + (filter.parentId() == null ? "" : " AND e.parent_id = :parent")
        + (filter.paused() ? " AND e.paused_at IS NOT NULL" : "")
        + (filter.endedFrom() == null ? "" : " AND e.ended_at >= :endedFrom")
        + (filter.endedTo() == null ? "" : " AND e.ended_at < :endedTo");
  }

  String placeAndState() {
    return (filter.place() == null ? "" : " AND e.places @> ARRAY[:place::text]")
        + (filter.state() == null ? "" : CONTAINS);
  }
}
