package io.tributary.app.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.testsupport.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresTests {
  private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path directory;

  @Test
  void runs_with_every_safeguard_on_and_keeps_its_data_between_runs() throws Exception {
    try (var first = EmbeddedPostgres.start(settings())) {
      assertThat(ask(first, "SHOW fsync")).isEqualTo("on");
      assertThat(ask(first, "SHOW synchronous_commit")).isEqualTo("on");
      assertThat(ask(first, "SHOW full_page_writes")).isEqualTo("on");
      assertThat(ask(first, "SHOW data_checksums")).isEqualTo("on");
      execute(first, "CREATE TABLE kept AS SELECT 'Zoë 漢字' AS name");
    }
    try (var second = EmbeddedPostgres.start(settings())) {
      assertThat(ask(second, "SELECT name FROM kept")).isEqualTo("Zoë 漢字");
    }
    assertThat(Postmaster.of(settings().data())).isEmpty();
  }

  @Test
  void keeps_its_segments_and_vacuums_soon() throws Exception {
    try (var server = EmbeddedPostgres.start(settings())) {
      assertThat(ask(server, "SHOW min_wal_size")).isEqualTo(ask(server, "SHOW max_wal_size"));
      assertThat(ask(server, "SHOW wal_buffers")).isEqualTo("16MB");
      assertThat(ask(server, "SHOW autovacuum_naptime")).isEqualTo("15s");
    }
  }

  @Test
  void answers_on_loopback_only_and_nobody_without_the_password() throws Exception {
    try (var server = EmbeddedPostgres.start(settings())) {
      assertThatThrownBy(
              () -> DriverManager.getConnection(jdbc(server).replaceFirst("password=.*", "")))
          .isInstanceOf(SQLException.class);
      assertThat(Files.getPosixFilePermissions(directory.resolve("postgres-password"))).hasSize(2);
      for (var address : NetworkInterface.networkInterfaces().toList()) {
        address
            .inetAddresses()
            .filter(other -> !other.isLoopbackAddress())
            .forEach(other -> assertThat(isOpen(other, server.port())).isFalse());
      }
    }
  }

  @Test
  void a_server_that_a_killed_service_left_behind_is_stopped_and_its_data_used() throws Exception {
    var programs = ServerPrograms.in(ServerBinaries.unpack(BINARIES));
    try (var first = EmbeddedPostgres.start(settings())) {
      execute(first, "CREATE TABLE kept AS SELECT 1 AS one");
    }
    var port = Ports.firstFree(Ports.FIRST);
    programs
        .run(
            PATIENCE,
            "pg_ctl",
            "start",
            "--wait",
            "--pgdata=" + settings().data(),
            "--log=" + directory.resolve("orphan.log"),
            "--options=" + ServerOptions.of(settings(), port))
        .orFail("start an orphan");
    var orphan = Postmaster.of(settings().data()).orElseThrow();
    assertThat(orphan.isAlive()).isTrue();

    try (var second = EmbeddedPostgres.start(settings())) {
      assertThat(orphan.isAlive()).isFalse();
      assertThat(ask(second, "SELECT one FROM kept")).isEqualTo("1");
    }
  }

  @Test
  void a_process_that_only_bears_the_number_of_a_dead_server_is_left_alone() throws Exception {
    EmbeddedPostgres.start(settings()).close();
    var innocent = new ProcessBuilder("sleep", "60").start();
    try {
      Files.writeString(
          Postmaster.fileIn(settings().data()),
          innocent.pid() + "\n" + settings().data() + "\n1\n1\n\n127.0.0.1\n");
      try (var server = EmbeddedPostgres.start(settings())) {
        assertThat(ask(server, "SELECT 1")).isEqualTo("1");
        assertThat(innocent.isAlive()).isTrue();
      }
    } finally {
      innocent.destroyForcibly();
    }
  }

  @Test
  void a_server_that_is_killed_comes_back_on_the_same_port_with_what_it_acknowledged()
      throws Exception {
    try (var server = EmbeddedPostgres.start(settings())) {
      execute(server, "CREATE TABLE kept (number integer)");
      for (int i = 0; i < 50; i++) {
        execute(server, "INSERT INTO kept VALUES (" + i + ")");
      }
      var killed = Postmaster.of(settings().data()).orElseThrow();
      ProcessHandle.of(killed.pid()).orElseThrow().destroyForcibly();

      await()
          .atMost(PATIENCE)
          .ignoreExceptions()
          .until(() -> ask(server, "SELECT count(*) FROM kept").equals("50"));
      assertThat(Postmaster.of(settings().data()).orElseThrow().pid()).isNotEqualTo(killed.pid());
      assertThat(ask(server, "SHOW fsync")).isEqualTo("on");
    }
  }

  @Test
  void one_directory_serves_one_service_at_a_time() {
    var first = EmbeddedPostgres.start(settings());
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(settings()))
          .isInstanceOf(EmbeddedDatabaseFailure.class)
          .hasMessageContaining("in use by another running service");
    } finally {
      first.close();
    }
  }

  @Test
  void an_interrupted_creation_is_made_anew() throws Exception {
    Files.createDirectories(directory.resolve("postgres.new/base"));
    Files.write(directory.resolve("postgres.new/PG_VERSION"), "18\n".getBytes(UTF_8));
    try (var server = EmbeddedPostgres.start(settings())) {
      assertThat(ask(server, "SELECT 1")).isEqualTo("1");
    }
  }

  private EmbeddedSettings settings() {
    return new EmbeddedSettings(directory, BINARIES, 0, "32MB", 20);
  }

  private static String jdbc(EmbeddedPostgres server) {
    return TestDatabase.jdbcUrl(server.url());
  }

  private static String ask(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbc(server));
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(EmbeddedPostgres server, String sql) throws SQLException {
    try (var connection = DriverManager.getConnection(jdbc(server));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static boolean isOpen(InetAddress address, int port) {
    try (var socket = new Socket(address, port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
