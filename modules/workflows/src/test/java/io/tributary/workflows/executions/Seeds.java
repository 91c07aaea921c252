package io.tributary.workflows.executions;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;

/// Puts rows where the engine would, without one.
final class Seeds {
  private final Transactions transactions;
  private final DatabaseClient db;
  private final IdGenerator ids;

  Seeds(Transactions transactions, DatabaseClient db, IdGenerator ids) {
    this.transactions = transactions;
    this.db = db;
    this.ids = ids;
  }

  long run(String sql) {
    return transactions.asWorker(db.sql(sql).fetch().rowsUpdated()).block();
  }

  long count(String table, UUID workspace) {
    return transactions
        .asWorker(
            db.sql("SELECT count(*) FROM workflows." + table + " WHERE workspace_id = :workspace")
                .bind("workspace", workspace)
                .mapValue(Long.class)
                .one())
        .block();
  }

  UUID execution(UUID workspace, Map<String, String> columns) {
    return execution(workspace, ids.next(), columns);
  }

  /// @param columns name to SQL expression, besides what every row needs
  UUID execution(UUID workspace, UUID id, Map<String, String> columns) {
    var all = new LinkedHashMap<String, String>();
    all.put("workflow_id", "'" + UUID.randomUUID() + "'");
    all.put("workflow_version", "1");
    all.put("status", "'COMPLETED'");
    all.put("trigger_type", "'TRIGGER_MANUAL'");
    all.put("state", "'{\"variables\": {}, \"stepOutputs\": {}}'");
    all.put("created_at", "now()");
    all.putAll(columns);
    insert("execution", workspace, id, all);
    return id;
  }

  UUID step(UUID workspace, UUID execution, Map<String, String> columns) {
    var id = ids.next();
    var all = new LinkedHashMap<String, String>();
    all.put("execution_id", "'" + execution + "'");
    all.put("node_id", "'n'");
    all.put("node_type", "'CONTROL_END'");
    all.put("visit", "1");
    all.put("status", "'COMPLETED'");
    all.put("attempts", "1");
    all.put("started_at", "now()");
    all.putAll(columns);
    insert("node_execution", workspace, id, all);
    return id;
  }

  UUID line(UUID workspace, UUID execution, UUID id, String level) {
    insert(
        "execution_log",
        workspace,
        id,
        Map.of(
            "execution_id",
            "'" + execution + "'",
            "level",
            "'" + level + "'",
            "message",
            "'said'",
            "created_at",
            "now()"));
    return id;
  }

  UUID line(UUID workspace, UUID execution, String level) {
    return line(workspace, execution, ids.next(), level);
  }

  private void insert(String table, UUID workspace, UUID id, Map<String, String> columns) {
    run(
        "INSERT INTO workflows.%s (workspace_id, id, %s) VALUES ('%s', '%s', %s)"
            .formatted(
                table,
                String.join(", ", columns.keySet()),
                workspace,
                id,
                String.join(", ", columns.values())));
  }
}
