package io.tributary.benchmarks.sql;

import io.tributary.benchmarks.rig.Database;
import java.sql.Connection;
import java.sql.SQLException;

/// One counter that every client raises: a lock held across each commit.
public final class HotRow {
  public HotRow(Database database) throws SQLException {
    database.execute(
        "CREATE SCHEMA IF NOT EXISTS bench",
        "CREATE TABLE IF NOT EXISTS bench.counter (key text PRIMARY KEY, used bigint NOT NULL)",
        "INSERT INTO bench.counter VALUES ('hot', 0) ON CONFLICT DO NOTHING");
  }

  /// A client that takes one unit a transaction.
  public SqlLoop.Transaction prepare(Connection connection) throws SQLException {
    var statement =
        connection.prepareStatement(
            "UPDATE bench.counter SET used = used + 1 WHERE key = ? RETURNING used");
    statement.setString(1, "hot");
    return statement::execute;
  }
}
