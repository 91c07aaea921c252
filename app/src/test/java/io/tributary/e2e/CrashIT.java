package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.app.embedded.EmbeddedPostgres;
import io.tributary.app.embedded.EmbeddedSettings;
import io.tributary.testsupport.TestDatabase;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Nothing acknowledged is lost: the packaged application, its database and single backends are
/// killed in turn while clients submit.
class CrashIT {
  private static final int ROUNDS = 6;
  private static final int CLIENTS = 6;
  private static final int ACKNOWLEDGED_PER_ROUND = 40;
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ALL_TOKENS =
      "SELECT data ->> 'name' AS token, id::text FROM forms.response";

  @TempDir Path directory;

  @Test
  void every_acknowledged_submission_is_one_response_one_lead_and_one_finished_execution()
      throws Exception {
    var settings =
        new EmbeddedSettings(
            directory, Path.of("target", "postgresql").toAbsolutePath(), 0, "64MB", 60);
    try (var database = EmbeddedPostgres.start(settings);
        var service =
            new PackagedService(freePort(), database.url(), Path.of("target", "crash-it.log"))
                .start()) {
      assertThat(one(database, "SHOW fsync")).isEqualTo("on");
      assertThat(one(database, "SHOW synchronous_commit")).isEqualTo("on");
      service.awaitReady();
      var pipeline = Pipeline.create(service.client(), actions());

      Map<String, String> acknowledged;
      try (var clients = new PersistentClients(pipeline, service.client(), CLIENTS)) {
        for (int round = 0; round < ROUNDS; round++) {
          awaitMore(clients);
          crash(round, service, database);
        }
        awaitMore(clients);
        clients.stop();
        acknowledged = Map.copyOf(clients.acknowledged());
      }
      awaitRest(database);
      assertNothingLostOrDoubled(database, acknowledged);
    }
  }

  private static List<Map<String, Object>> actions() {
    return List.of(
        Pipeline.node(
            "qualify", "ACTION_UPDATE_LEAD", Map.of("changes", Map.of("stage", "qualified"))));
  }

  private static void awaitMore(PersistentClients clients) {
    var before = clients.acknowledged().size();
    await()
        .atMost(PATIENCE)
        .until(() -> clients.acknowledged().size() >= before + ACKNOWLEDGED_PER_ROUND);
  }

  private static void crash(int round, PackagedService service, EmbeddedPostgres database)
      throws Exception {
    switch (round % 3) {
      case 0 -> {
        service.kill();
        service.start();
      }
      case 1 -> kill(one(database, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)"));
      default -> {
        var backends =
            column(
                database,
                "SELECT pid::text FROM pg_stat_activity WHERE application_name = 'tributary'");
        kill(backends.get(new Random(round).nextInt(backends.size())));
      }
    }
  }

  private static void kill(String pid) {
    ProcessHandle.of(Long.parseLong(pid)).ifPresent(ProcessHandle::destroyForcibly);
  }

  /// Until every event is handled and no execution waits.
  private static void awaitRest(EmbeddedPostgres database) {
    await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .untilAsserted(
            () -> {
              assertThat(one(database, "SELECT count(*) FROM kernel.outbox")).isEqualTo("0");
              assertThat(one(database, "SELECT count(*) FROM workflows.execution_queue"))
                  .isEqualTo("0");
            });
  }

  private static void assertNothingLostOrDoubled(
      EmbeddedPostgres database, Map<String, String> acknowledged) throws SQLException {
    assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * ACKNOWLEDGED_PER_ROUND);
    var stored = rows(database, ALL_TOKENS);
    assertThat(stored.stream().map(row -> row.get(0))).doesNotHaveDuplicates();
    assertThat(stored.stream().collect(Collectors.toMap(row -> row.get(0), row -> row.get(1))))
        .containsAllEntriesOf(acknowledged);
    assertThat(
            column(
                database,
                """
                SELECT r.id::text FROM forms.response r
                LEFT JOIN leads.lead_activity a ON a.response_id = r.id
                LEFT JOIN workflows.execution e ON e.response_id = r.id
                GROUP BY r.id
                HAVING count(DISTINCT a.id) <> 1 OR count(DISTINCT e.id) <> 1
                    OR count(*) FILTER (WHERE e.status = 'COMPLETED') = 0
                """))
        .as("responses without exactly one capture and one finished execution")
        .isEmpty();
    assertThat(one(database, "SELECT count(*) FROM leads.lead"))
        .isEqualTo(Integer.toString(stored.size()));
    assertThat(one(database, "SELECT count(*) FROM leads.lead WHERE stage <> 'qualified'"))
        .isEqualTo("0");
    assertThat(one(database, "SELECT count(*) FROM kernel.dead_letter")).isEqualTo("0");
  }

  private static int freePort() throws Exception {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static String one(EmbeddedPostgres database, String sql) throws SQLException {
    return column(database, sql).getFirst();
  }

  private static List<String> column(EmbeddedPostgres database, String sql) throws SQLException {
    return rows(database, sql).stream().map(List::getFirst).toList();
  }

  private static List<List<String>> rows(EmbeddedPostgres database, String sql)
      throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(database.url()));
        var rows = connection.createStatement().executeQuery(sql)) {
      var found = new ArrayList<List<String>>();
      while (rows.next()) {
        var row = new ArrayList<String>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
      return found;
    }
  }
}
