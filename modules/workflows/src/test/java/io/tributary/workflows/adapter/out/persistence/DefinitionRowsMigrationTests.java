package io.tributary.workflows.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.TestDatabase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/// What was stored before there were rows gets them, although its owner is no superuser.
@ModuleTest // whose start makes the roles
class DefinitionRowsMigrationTests {
  private static final String DEFINITION =
      """
      {"nodes": [
         {"id": "ü😀", "type": "TRIGGER_MANUAL", "data": {"label": " Start ", "config": {"a": [1]}}},
         {"id": "n", "type": "CONTROL_END", "data": {"label": 5, "config": []}},
         {"id": "n", "type": "CONTROL_DELAY"},
         {"id": "", "type": "CONTROL_END"}, {"id": 7, "type": "CONTROL_END"}, {"id": "x"},
         {"type": "CONTROL_END"}, "no node", null],
       "edges": [
         {"id": "e", "source": "ü😀", "target": "n", "sourceHandle": "error", "data": {"condition": "lead.x"}},
         {"id": "f", "source": "n", "target": "ghost", "sourceHandle": "", "data": {"condition": null}},
         {"id": "e", "source": "n", "target": "n"}, {"id": "g", "source": "n"}, 5]}
      """;

  @Test
  void drafts_and_versions_are_filled_in_as_far_as_they_can_be_read() throws Exception {
    var url = TestDatabase.url();
    var name = "tributary_rows_" + UUID.randomUUID().toString().replace("-", "");
    execute(url, "CREATE DATABASE " + name);
    try (var connection = connect(url.replaceFirst("/[^/]*$", "/" + name))) {
      connection.setAutoCommit(false);
      for (var script :
          List.of(
              "kernel/V1__create_kernel",
              "workflows/V1__create_definitions",
              "workflows/V2__create_executions",
              "workflows/V3__create_tokens")) {
        run(connection, script);
      }
      fill(connection);
      run(connection, "workflows/V5__create_definition_rows");

      unforced(connection, "workflows.node", "workflows.edge");
      assertThat(
              rows(
                  connection,
                  """
                  SELECT version, node_id, type, label, config FROM workflows.node
                  ORDER BY version, type DESC
                  """))
          .containsExactly(
              "0|ü😀|TRIGGER_MANUAL| Start |{\"a\": [1]}",
              "0|n|CONTROL_END|n|{}",
              "1|ü😀|TRIGGER_MANUAL| Start |{\"a\": [1]}",
              "1|n|CONTROL_END|n|{}");
      assertThat(
              rows(
                  connection,
                  """
                  SELECT edge_id, source, target, handle, condition FROM workflows.edge
                  WHERE version = 1 ORDER BY edge_id
                  """))
          .containsExactly("e|ü😀|n|error|\"lead.x\"", "f|n|ghost|null|null");
      connection.commit();
    } finally {
      execute(url, "DROP DATABASE " + name);
    }
  }

  private static void fill(Connection connection) throws SQLException {
    unforced(connection, "workflows.workflow", "workflows.workflow_version");
    try (var insert =
        connection.prepareStatement(
            """
            WITH flow AS (
              INSERT INTO workflows.workflow
              SELECT gen_random_uuid(), gen_random_uuid(), 'W', '', 'PUBLISHED', d.draft, 2, 1,
                     now(), now()
              FROM (SELECT ?::jsonb AS draft) AS d
              RETURNING workspace_id, id, draft)
            INSERT INTO workflows.workflow_version
            SELECT workspace_id, id, 1, 'W', draft, now() FROM flow
            """)) {
      insert.setString(1, DEFINITION);
      insert.executeUpdate();
    }
    for (var table : List.of("workflows.workflow", "workflows.workflow_version")) {
      statement(connection, "ALTER TABLE " + table + " FORCE ROW LEVEL SECURITY");
    }
  }

  private static void unforced(Connection connection, String... tables) throws SQLException {
    for (var table : tables) {
      statement(connection, "ALTER TABLE " + table + " NO FORCE ROW LEVEL SECURITY");
    }
  }

  private static List<String> rows(Connection connection, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        var columns = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          columns.add(String.valueOf(rows.getString(i)));
        }
        found.add(String.join("|", columns));
      }
    }
    return found;
  }

  private static void run(Connection connection, String script) throws SQLException, IOException {
    var resource = new ClassPathResource("db/migration/" + script + ".sql");
    statement(connection, resource.getContentAsString(StandardCharsets.UTF_8));
    connection.commit();
  }

  private static void statement(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void execute(String url, String sql) throws SQLException {
    try (var connection = connect(url)) {
      statement(connection, sql);
    }
  }

  private static Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(TestDatabase.jdbcUrl(url));
  }
}
