package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.rig.Database;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.postgresql.PGConnection;

/// Log lines by `COPY`: the fastest that rows come into a table.
public final class LogLineText {
  /// In each transaction.
  public static final int LINES = 1_000;

  /// Of each line, as engines say it.
  public static final String MESSAGE = "Node 'update' completed after 1 attempt in 12 ms";

  public static final String NODE = "update";
  public static final int LINES_PER_EXECUTION = 5;

  private final UUID workspace = UUID.randomUUID();
  private final Supplier<UUID> ids;

  /// @param ids of version 7
  public LogLineText(Supplier<UUID> ids) {
    this.ids = ids;
  }

  /// A client that copies `LINES` lines a transaction.
  public SqlLoop.Transaction prepare(Connection connection) throws SQLException {
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    return () -> {
      try {
        copy.copyIn(
            """
            COPY workflows.execution_log
              (workspace_id, id, execution_id, node_id, level, message, created_at) FROM STDIN
            """,
            new ByteArrayInputStream(lines().getBytes(StandardCharsets.UTF_8)));
      } catch (java.io.IOException e) {
        throw new SQLException(e);
      }
    };
  }

  private String lines() {
    var text = new StringBuilder(LINES * 200);
    var now = Instant.now();
    var execution = ids.get();
    for (int i = 0; i < LINES; i++) {
      execution = i % LINES_PER_EXECUTION == 0 ? ids.get() : execution;
      text.append(workspace).append('\t').append(ids.get()).append('\t').append(execution);
      text.append('\t').append(NODE).append("\tINFO\t").append(MESSAGE);
      text.append('\t').append(now).append('\n');
    }
    return text.toString();
  }

  /// Takes them away again.
  public void clear(Database database) throws SQLException {
    database.execute(
        "DELETE FROM workflows.execution_log WHERE workspace_id = '%s'".formatted(workspace));
  }
}
