package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.app.embedded.EmbeddedPostgres;
import io.tributary.app.embedded.EmbeddedSettings;
import io.tributary.testsupport.Tenant;
import io.tributary.testsupport.TestDatabase;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A database that stands still: callers are told so, and nothing is torn when it moves again.
class FrozenDatabaseE2eTests {
  private static final int WRITERS = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;

  @Test
  void callers_are_answered_503_and_afterwards_all_is_whole() throws Exception {
    var settings =
        new EmbeddedSettings(
            directory, Path.of("target", "postgresql").toAbsolutePath(), 0, "32MB", 60);
    try (var database = EmbeddedPostgres.start(settings);
        var service =
            RunningService.start(
                database.url(),
                "tributary.database.statement-timeout=3s",
                "tributary.database.acquire-timeout=1s")) {
      var tenant = Tenant.create(service.client());
      service.pools().assertFullAndHealthy(tenant.http(), tenant.path(""), 30);

      var frozen = freeze(database);
      Map<String, Integer> answers;
      try {
        answers = writeAtOnce(tenant);
        service.client().get().uri("/actuator/health/liveness").exchange().expectStatus().isOk();
        service
            .client()
            .get()
            .uri("/actuator/health/readiness")
            .exchange()
            .expectStatus()
            .isEqualTo(503);
      } finally {
        thaw(frozen);
      }

      assertThat(answers.values()).isNotEmpty().allMatch(status -> status == 503);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> tenant.http().get().uri(tenant.path("")).exchange().expectStatus().isOk());
      answers.putAll(writeAtOnce(tenant));
      service.pools().assertFullAndHealthy(tenant.http(), tenant.path(""), 30);
      assertConsistent(database, answers);
    }
  }

  /// Each writer issues a key named by its own token.
  ///
  /// @return the status by token
  private static Map<String, Integer> writeAtOnce(Tenant tenant) throws Exception {
    var answers = new ConcurrentHashMap<String, Integer>();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        var token = "token-" + i + "-" + System.nanoTime();
        writing.add(writers.submit(() -> write(tenant, token, answers)));
      }
      for (var future : writing) {
        future.get();
      }
    }
    return answers;
  }

  private static Integer write(Tenant tenant, String token, Map<String, Integer> answers) {
    var response =
        tenant
            .http()
            .post()
            .uri(tenant.path("/api-keys"))
            .bodyValue(Map.of("name", token, "permissions", List.of("lead:read")))
            .exchange()
            .returnResult(String.class);
    var status = response.getStatus().value();
    if (status == 503) {
      assertThat(response.getResponseHeaders().getFirst("Retry-After")).isNotBlank();
    }
    answers.put(token, status);
    return status;
  }

  /// What was acknowledged is there once, what was refused at most once.
  private static void assertConsistent(EmbeddedPostgres database, Map<String, Integer> answers)
      throws SQLException {
    var names = ask(database, "SELECT name FROM workspaces.api_key WHERE name LIKE 'token-%'");
    assertThat(names).doesNotHaveDuplicates();
    Set<String> acknowledged = new HashSet<>();
    answers.forEach(
        (token, status) -> {
          if (status == 201) {
            acknowledged.add(token);
          }
        });
    assertThat(acknowledged).hasSize(WRITERS);
    assertThat(names).containsAll(acknowledged);
  }

  private static List<String> freeze(EmbeddedPostgres database) throws Exception {
    var backends =
        ask(
            database,
            "SELECT pid::text FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid"
                + " <> pg_backend_pid()");
    var postmaster =
        ask(database, "SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1)").getFirst();
    backends.add(postmaster);
    signal("STOP", backends);
    return backends;
  }

  private static void thaw(List<String> processes) throws Exception {
    signal("CONT", processes);
  }

  private static void signal(String name, List<String> processes) throws Exception {
    var command = new ArrayList<>(List.of("kill", "-" + name));
    command.addAll(processes);
    Callable<Integer> kill = () -> new ProcessBuilder(command).start().waitFor();
    assertThat(kill.call()).isZero();
  }

  private static List<String> ask(EmbeddedPostgres database, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(TestDatabase.jdbcUrl(database.url()));
        var rows = connection.createStatement().executeQuery(sql)) {
      var answers = new ArrayList<String>();
      while (rows.next()) {
        answers.add(rows.getString(1));
      }
      return answers;
    }
  }
}
