package io.tributary.chaos;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import io.tributary.chaos.Evidence.Call;
import io.tributary.chaos.Evidence.Counted;
import io.tributary.chaos.Evidence.LeadRow;
import io.tributary.chaos.Evidence.Run;
import io.tributary.chaos.Evidence.StepRow;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Reads from the database what happened.
record Records(Sql sql) {
  private static final String FINISHED_STEPS =
      """
      SELECT 'step ' || id || ' at ' || node_id, status || ' ' || coalesce(output::text, '')
      FROM workflows.node_execution WHERE status IN ('COMPLETED', 'FAILED')
      """;

  private static final String ENDED_EXECUTIONS =
      """
      SELECT 'execution ' || id, status || ' at ' || ended_at
      FROM workflows.execution WHERE ended_at IS NOT NULL
      """;

  private static final String NEWEST = " ORDER BY id DESC LIMIT 300";

  /// Results that are committed by now, the newest of them.
  void show(Witness witness) throws SQLException {
    witness.saw(sql.map(FINISHED_STEPS + NEWEST));
    witness.saw(sql.map(ENDED_EXECUTIONS + NEWEST));
  }

  List<Offence> compare(Witness witness) throws SQLException {
    var now = sql.map(FINISHED_STEPS);
    now.putAll(sql.map(ENDED_EXECUTIONS));
    return witness.compare(now);
  }

  /// What still waits, in one look.
  long waiting() throws SQLException {
    return sql.number(
        """
        SELECT (SELECT count(*) FROM workflows.execution_queue)
             + (SELECT count(*) FROM kernel.outbox)
        """);
  }

  /// What waits although it should not.
  List<Offence> left() throws SQLException {
    var found =
        sql.list(
            """
            SELECT 'dead letter of ' || listener, error FROM kernel.dead_letter
            UNION ALL
            SELECT 'event for ' || listener, coalesce(last_error, 'waits') FROM kernel.outbox
            UNION ALL
            SELECT 'execution ' || execution_id, 'still waits in the queue'
            FROM workflows.execution_queue
            """,
            row -> Offence.stuck(row.getString(1), row.getString(2)));
    return found;
  }

  Evidence evidence(List<Call> calls) throws SQLException {
    return new Evidence(responses(), runs(), leads(), counted(), calls);
  }

  private record Stored(String token, UUID id) {}

  private Map<String, List<UUID>> responses() throws SQLException {
    return sql
        .list(
            "SELECT data ->> 'name', id FROM forms.response",
            row -> new Stored(row.getString(1), row.getObject(2, UUID.class)))
        .stream()
        .collect(groupingBy(Stored::token, mapping(Stored::id, toList())));
  }

  private record StepOf(UUID execution, StepRow step) {}

  private List<Run> runs() throws SQLException {
    var steps =
        sql
            .list(
                """
                SELECT execution_id, node_id, visit, status,
                       substring(output::text FROM '"receipt": *"([^"]*)"')
                FROM workflows.node_execution ORDER BY id
                """,
                row ->
                    new StepOf(
                        row.getObject(1, UUID.class),
                        new StepRow(
                            row.getString(2), row.getInt(3), row.getString(4), row.getString(5))))
            .stream()
            .collect(groupingBy(StepOf::execution, mapping(StepOf::step, toList())));
    return sql.list(
        """
        SELECT e.id, coalesce(r.data ->> 'name', regexp_replace(s.start_key, '^[a-z]+:', '')),
               e.lead_id, e.status, e.ended_at IS NOT NULL
        FROM workflows.execution e
        LEFT JOIN forms.response r ON r.workspace_id = e.workspace_id AND r.id = e.response_id
        LEFT JOIN workflows.execution_start s
          ON s.workspace_id = e.workspace_id AND s.execution_id = e.id
        """,
        row -> {
          var id = row.getObject(1, UUID.class);
          return new Run(
              id,
              row.getString(2),
              row.getObject(3, UUID.class),
              row.getString(4),
              row.getBoolean(5),
              steps.getOrDefault(id, List.of()));
        });
  }

  private List<LeadRow> leads() throws SQLException {
    return sql.list(
        """
        SELECT l.id, l.version, l.form_id IS NOT NULL, count(a.response_id)
        FROM leads.lead l
        LEFT JOIN leads.lead_activity a ON a.workspace_id = l.workspace_id AND a.lead_id = l.id
        GROUP BY l.workspace_id, l.id
        """,
        row ->
            new LeadRow(
                row.getObject(1, UUID.class), row.getInt(2), row.getBoolean(3), row.getInt(4)));
  }

  private List<Counted> counted() throws SQLException {
    return sql.list(
        """
        SELECT 'workspace_daily_stats', sum(executions_started), sum(executions_completed),
               sum(executions_failed), sum(executions_cancelled), sum(responses)
        FROM analytics.workspace_daily_stats
        UNION ALL
        SELECT 'workflow_daily_stats', sum(executions_started), sum(executions_completed),
               sum(executions_failed), sum(executions_cancelled), -1
        FROM analytics.workflow_daily_stats
        """,
        row ->
            new Counted(
                row.getString(1),
                row.getLong(2),
                row.getLong(3),
                row.getLong(4),
                row.getLong(5),
                row.getLong(6)));
  }
}
