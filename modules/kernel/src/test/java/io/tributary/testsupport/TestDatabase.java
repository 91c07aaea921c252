package io.tributary.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.postgresql.PostgreSQLContainer;

/// The one place that decides which PostgreSQL the tests run on: that of
/// `TRIBUTARY_TEST_DATABASE_URL`, else a container where Docker is there, else the embedded
/// binaries. One server and one fresh database for a JVM; it ends with the JVM.
public final class TestDatabase {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final String URL = create();

  private TestDatabase() {}

  /// `postgresql://owner:password@host:port/database`
  public static String url() {
    return URL;
  }

  private static String create() {
    var given = System.getenv("TRIBUTARY_TEST_DATABASE_URL");
    var server = given != null ? given : startServer();
    var database = "tributary_test_" + UUID.randomUUID().toString().replace("-", "");
    var owner = "tributary_owner";
    execute(
        server,
        """
        DO $$
        BEGIN
          IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%1$s') THEN
            CREATE ROLE %1$s LOGIN CREATEROLE CREATEDB PASSWORD '%1$s';
          END IF;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
        END $$
        """
            .formatted(owner));
    execute(server, "CREATE DATABASE " + database + " OWNER " + owner);
    return server
        .replaceFirst("//[^@]*@", "//" + owner + ":" + owner + "@")
        .replaceFirst("/[^/]*$", "/" + database);
  }

  private static String startServer() {
    return dockerIsThere() ? startContainer() : startEmbedded();
  }

  private static boolean dockerIsThere() {
    try {
      return DockerClientFactory.instance().isDockerAvailable();
    } catch (RuntimeException | LinkageError unavailable) {
      return false;
    }
  }

  @SuppressWarnings("resource") // ends with the JVM
  private static String startContainer() {
    var container = new PostgreSQLContainer("postgres:18");
    container.start();
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            container.getUsername(),
            container.getPassword(),
            container.getHost(),
            container.getMappedPort(5432),
            container.getDatabaseName());
  }

  @SuppressWarnings("resource") // ends with the JVM
  private static String startEmbedded() {
    try {
      var postgres =
          EmbeddedPostgres.builder()
              .setRegisterShutdownHook(false)
              .setServerConfig("max_connections", "200")
              .setServerConfig("shared_buffers", "64MB")
              .setServerConfig("timezone", "Pacific/Chatham")
              .start();
      closeAtTheEnd(postgres);
      return "postgresql://postgres:@127.0.0.1:" + postgres.getPort() + "/postgres";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Once all applications are closed, since one whose database is gone first takes half a minute;
  /// but in any case before the JVM is killed, so that no server is left behind.
  private static void closeAtTheEnd(EmbeddedPostgres postgres) {
    var applicationsClosed = new CountDownLatch(1);
    SpringApplication.getShutdownHandlers().add(applicationsClosed::countDown);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> closeAfter(applicationsClosed, postgres), "postgres"));
  }

  private static void closeAfter(CountDownLatch applicationsClosed, EmbeddedPostgres postgres) {
    try {
      applicationsClosed.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void execute(String url, String sql) {
    try (var connection = DriverManager.getConnection(jdbcUrl(url));
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The same database for JDBC, which looks at it from outside the application: as its owner, or
  /// as another role that the embedded server trusts.
  public static String jdbcUrl(String url) {
    var parts = url.replaceFirst("^[a-z:]*//", "").split("@", 2);
    var user = parts[0].split(":", 2);
    return "jdbc:postgresql://%s?user=%s&password=%s"
        .formatted(parts[1], user[0], user.length > 1 ? user[1] : "");
  }
}
