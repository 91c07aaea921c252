package io.tributary.benchmarks.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// The service's embedded server, entered beside the service as its superuser: so row-level
/// security costs a bare statement nothing.
public final class Database {
  /// Also the database's name.
  private static final String OWNER = "tributary";

  private static final int PORT_LINE = 3;

  private final long pid;
  private final String port;
  private final String password;

  private Database(long pid, String port, String password) {
    this.pid = pid;
    this.port = port;
    this.password = password;
  }

  /// Of a server that runs.
  ///
  /// @param data the service's data directory
  public static Database in(Path data) {
    try {
      var postmaster = Files.readAllLines(data.resolve("postgres/postmaster.pid"));
      return new Database(
          Long.parseLong(postmaster.getFirst().strip()),
          postmaster.get(PORT_LINE).strip(),
          Files.readString(data.resolve("postgres-password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Of the postmaster.
  public long pid() {
    return pid;
  }

  /// As `TRIBUTARY_DATABASE_URL` takes it.
  String ownerUrl() {
    return "postgresql://%s:%s@127.0.0.1:%s/%s".formatted(OWNER, password, port, OWNER);
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%s/%s?ApplicationName=bench".formatted(port, OWNER),
        OWNER,
        password);
  }

  public void execute(String... statements) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        statement.execute(sql);
      }
    }
  }

  /// Makes something of one row.
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  public <T> List<T> list(String sql, Row<T> row) throws SQLException {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  public double number(String sql) throws SQLException {
    return list(sql, row -> row.getDouble(1)).getFirst();
  }

  public String text(String sql) throws SQLException {
    return list(sql, row -> row.getString(1)).getFirst();
  }
}
