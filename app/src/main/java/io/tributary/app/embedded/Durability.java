package io.tributary.app.embedded;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What a server needs so that nothing it has acknowledged is lost in a crash. It is asked for, and
/// then seen for, since a switch at the wrong place is silent until the crash.
final class Durability {
  static final Map<String, String> SETTINGS =
      new TreeMap<>(Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));

  private static final Duration LIMIT = Duration.ofSeconds(20);

  private Durability() {}

  /// @throws EmbeddedDatabaseFailure if the server says otherwise, or nothing
  static void require(DataDirectory directory, int port) {
    var actual = read(directory, port);
    if (!actual.equals(SETTINGS)) {
      throw new EmbeddedDatabaseFailure(
          "the embedded database runs with " + actual + " and might lose what it acknowledged");
    }
  }

  private static Map<String, String> read(DataDirectory directory, int port) {
    var server =
        new PostgresqlConnectionFactory(
            PostgresqlConnectionConfiguration.builder()
                .host("127.0.0.1")
                .port(port)
                .username(DataDirectory.USER)
                .password(directory.password())
                .database(DataDirectory.DATABASE)
                .build());
    try {
      // before the context there is no event loop that waiting could hold up
      return Mono.usingWhen(server.create(), Durability::shown, PostgresqlConnection::close)
          .toFuture()
          .get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new EmbeddedDatabaseFailure("the embedded database does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddedDatabaseFailure("interrupted", e);
    }
  }

  private static Mono<Map<String, String>> shown(PostgresqlConnection connection) {
    return Flux.fromIterable(SETTINGS.keySet())
        .concatMap(
            name ->
                connection
                    .createStatement("SHOW " + name)
                    .execute()
                    .flatMap(
                        result -> result.map((row, meta) -> Map.entry(name, text(row.get(0))))))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static String text(@org.jspecify.annotations.Nullable Object value) {
    return Objects.toString(value, "");
  }
}
