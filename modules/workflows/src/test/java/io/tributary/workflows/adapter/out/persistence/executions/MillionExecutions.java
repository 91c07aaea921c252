package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.testsupport.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.r2dbc.connection.SingleConnectionFactory;
import org.springframework.r2dbc.core.DatabaseClient;

/// A database of its own with the tables of this module and a million executions of three months:
/// six in ten of one workspace, three of a second, the rest of fifty small ones; most of them
/// completed, one in a thousand failed.
final class MillionExecutions implements AutoCloseable {
  static final UUID BIG = id("a000", 0);
  static final UUID SMALL = id("a000", 7);

  /// Of the big workspace, with more than two thirds of its executions.
  static final UUID COMMON_WORKFLOW = id("b000", 0);

  /// Of the big workspace, with one in seventy.
  static final UUID RARE_WORKFLOW = id("b000", 13);

  private static final List<String> TABLES =
      List.of("execution", "node_execution", "execution_log");

  private final String database = "plans_" + UUID.randomUUID().toString().replace("-", "");
  private final Connection owner;
  private final SingleConnectionFactory requests;
  final DatabaseClient db;

  MillionExecutions() throws SQLException {
    try (var server = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = server.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    var url = TestDatabase.url().replaceFirst("/[^/]*$", "/" + database);
    owner = DriverManager.getConnection(TestDatabase.jdbcUrl(url));
    for (var module : List.of("kernel", "workflows")) {
      for (var script : migrationsOf(module)) {
        execute(script);
      }
    }
    execute("SELECT kernel.create_partitions(now() - interval '3 months', now())");
    fill();
    requests = new SingleConnectionFactory("r2dbc:" + url, true);
    db = DatabaseClient.create(requests);
  }

  static UUID id(String kind, int n) {
    return UUID.fromString("00000000-0000-4000-%s-%012d".formatted(kind, n));
  }

  private void execute(String sql) throws SQLException {
    try (var statement = owner.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> migrationsOf(String module) {
    try {
      var scripts = new ArrayList<Resource>();
      scripts.addAll(
          List.of(
              new PathMatchingResourcePatternResolver()
                  .getResources("classpath*:db/migration/" + module + "/V*.sql")));
      scripts.sort(Comparator.comparing(MillionExecutions::version));
      var texts = new ArrayList<String>();
      for (var script : scripts) {
        texts.add(script.getContentAsString(StandardCharsets.UTF_8));
      }
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Resource script) {
    var name = String.valueOf(script.getFilename());
    return Integer.parseInt(name.substring(1, name.indexOf("__")));
  }

  /// Without the indexes, which are made afterwards, all at once.
  private void fill() throws SQLException {
    var indexes = new ArrayList<String>();
    var drops = new ArrayList<String>();
    try (var statement = owner.createStatement();
        var rows =
            statement.executeQuery(
                """
                SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index
                WHERE indrelid = 'workflows.execution'::regclass AND NOT indisprimary
                """)) {
      while (rows.next()) {
        drops.add("DROP INDEX " + rows.getString(1));
        indexes.add(rows.getString(2).replace(" ON ONLY ", " ON "));
      }
    }
    for (var drop : drops) {
      execute(drop);
    }
    execute("SET synchronous_commit = off; SET maintenance_work_mem = '128MB'");
    for (var table : TABLES) {
      execute("ALTER TABLE workflows." + table + " NO FORCE ROW LEVEL SECURITY");
    }
    execute(ROWS);
    for (var index : indexes) {
      execute(index);
    }
    for (var belongings : List.of(STEPS, LINES)) {
      execute(belongings);
    }
    execute("VACUUM (ANALYZE) workflows.execution");
    execute("ANALYZE workflows.node_execution");
    execute("ANALYZE workflows.execution_log");
    for (var table : TABLES) {
      execute("ALTER TABLE workflows." + table + " FORCE ROW LEVEL SECURITY");
    }
    execute("GRANT tributary_app, tributary_worker TO CURRENT_USER");
  }

  private static final String ROWS =
      """
      INSERT INTO workflows.execution
        (workspace_id, id, workflow_id, workflow_version, status, trigger_type, lead_id, state,
         places, correlation_id, parent_id, paused_at, created_at)
      SELECT ('00000000-0000-4000-a000-' || lpad(w::text, 12, '0'))::uuid,
        (lpad(to_hex(first + n * (length / 1000001)), 12, '0') || '70008'
          || lpad(to_hex(n), 15, '0'))::uuid,
        ('00000000-0000-4000-b000-' || lpad(f::text, 12, '0'))::uuid, 1, s, 'TRIGGER_MANUAL',
        CASE WHEN n % 3 = 0
          THEN ('00000000-0000-4000-8000-' || lpad((n % 50000)::text, 12, '0'))::uuid END,
        jsonb_build_object('variables', jsonb_build_object(
          'campaign', CASE WHEN n % 2 = 0 THEN 'spring' WHEN n % 997 = 0 THEN 'rare'
                           ELSE 'c' || n % 40 END,
          'n', n)),
        CASE WHEN s IN ('WAITING', 'RUNNING', 'FAILED') THEN
          ARRAY['00000000-0000-4000-b000-' || lpad(f::text, 12, '0')
                || CASE WHEN n % 100003 = 3 THEN '/odd' ELSE '/call' END] END,
        CASE WHEN n % 5 = 0 THEN 'order-' || n / 10 END,
        CASE WHEN n % 20 = 0
          THEN ('00000000-0000-4000-9000-' || lpad((n % 1000)::text, 12, '0'))::uuid END,
        CASE WHEN n % 5000 = 1 THEN now() END, now()
      FROM (
        SELECT n,
          (extract(epoch FROM now() - interval '90 days') * 1000)::bigint AS first,
          90 * 86400000::bigint AS length,
          CASE WHEN n % 10 < 6 THEN 0 WHEN n % 10 < 9 THEN 1 ELSE 2 + n / 10 % 50 END AS w,
          CASE WHEN n % 10 < 6 THEN CASE WHEN n % 7 < 5 THEN 0 ELSE n % 23 END
               WHEN n % 10 < 9 THEN 100 + n % 5 ELSE 200 + n / 10 % 50 END AS f,
          CASE WHEN n % 1000 = 3 THEN 'FAILED' WHEN n % 50 = 5 THEN 'WAITING'
               WHEN n % 20000 = 11 THEN 'RUNNING' WHEN n % 300 = 1 THEN 'CANCELLED'
               WHEN n % 10000 = 2 THEN 'QUEUED' ELSE 'COMPLETED' END AS s
        FROM generate_series(1, 1000000) AS n) AS made
      """;

  /// Of every five hundredth execution of the big workspace, forty.
  private static final String BELONGINGS =
      """
      SELECT workspace_id,
        (substr(id::text, 1, 24) || lpad(to_hex(n * 64 + i), 12, '0'))::uuid AS own, id
      FROM (SELECT workspace_id, id, row_number() OVER () AS n FROM workflows.execution
            WHERE workspace_id = '00000000-0000-4000-a000-000000000000') AS e,
           generate_series(1, 40) AS i
      WHERE n % 500 = 0
      """;

  private static final String STEPS =
      """
      INSERT INTO workflows.node_execution
        (workspace_id, id, execution_id, node_id, node_type, visit, status, attempts, started_at)
      SELECT workspace_id, own, id, 'n', 'CONTROL_END', 1, 'COMPLETED', 1, now() FROM (%s) AS b
      """
          .formatted(BELONGINGS);

  private static final String LINES =
      """
      INSERT INTO workflows.execution_log
        (workspace_id, id, execution_id, level, message, created_at)
      SELECT workspace_id, own, id, 'INFO', 'said', now() FROM (%s) AS b
      """
          .formatted(BELONGINGS);

  @Override
  public void close() throws SQLException {
    requests.destroy();
    owner.close();
    try (var server = DriverManager.getConnection(TestDatabase.jdbcUrl(TestDatabase.url()));
        var statement = server.createStatement()) {
      statement.execute("DROP DATABASE " + database + " WITH (FORCE)");
    }
  }
}
