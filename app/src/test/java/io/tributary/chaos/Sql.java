package io.tributary.chaos;

import java.net.URI;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Looks at the database from outside the application, as its owner, a connection each time: the
/// server may be killed at any moment.
final class Sql {
  private final String url;

  /// @param url `postgresql://owner:password@host:port/database`
  Sql(String url) {
    var parts = URI.create(url);
    var owner = parts.getUserInfo().split(":", 2);
    this.url =
        "jdbc:postgresql://%s:%d%s?user=%s&password=%s&ApplicationName=chaos"
            .formatted(parts.getHost(), parts.getPort(), parts.getPath(), owner[0], owner[1]);
  }

  /// Makes something of one row.
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  <T> List<T> list(String sql, Row<T> row) throws SQLException {
    try (var connection = DriverManager.getConnection(url);
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    }
  }

  String text(String sql) throws SQLException {
    return list(sql, row -> row.getString(1)).getFirst();
  }

  long number(String sql) throws SQLException {
    return list(sql, row -> row.getLong(1)).getFirst();
  }

  /// The first column's value to the second's.
  Map<String, String> map(String sql) throws SQLException {
    var found = new HashMap<String, String>();
    list(sql, row -> found.put(row.getString(1), row.getString(2)));
    return found;
  }
}
