package io.tributary.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

class EmbeddedDatabaseInitializerTests {
  private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();
  private static final String URL = "tributary.database.url";

  @TempDir Path directory;

  @Test
  void the_server_runs_before_the_first_bean_asks_and_stops_with_the_context() {
    try (var context = context(Map.of())) {
      context.refresh();

      assertThat(context.getBean(Asking.class).serverWasThere()).isTrue();
    }
    assertThat(Postmaster.of(data())).isEmpty();
  }

  @Test
  void a_configured_database_is_used_instead() {
    var url = "postgresql://owner:secret@db.internal:5432/tributary";
    try (var context = context(Map.of(URL, url))) {
      context.refresh();

      assertThat(context.getEnvironment().getProperty(URL)).isEqualTo(url);
      assertThat(context.getBean(Asking.class).serverWasThere()).isFalse();
    }
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void a_server_that_cannot_be_had_ends_the_start_with_its_own_message() throws IOException {
    Files.createDirectory(directory.resolve("lock"));
    try (var context = context(Map.of())) {
      assertThatExceptionOfType(EmbeddedDatabaseFailure.class)
          .isThrownBy(context::refresh)
          .withMessageContaining("cannot use " + directory);
    }
  }

  private AnnotationConfigApplicationContext context(Map<String, Object> properties) {
    var context = new AnnotationConfigApplicationContext();
    var sources = context.getEnvironment().getPropertySources();
    sources.addFirst(new MapPropertySource("given", properties));
    sources.addLast(
        new MapPropertySource(
            "directories",
            Map.of(
                "tributary.embedded.data-directory",
                directory.toString(),
                "tributary.embedded.binaries-directory",
                BINARIES.toString())));
    context.register(Asking.class);
    new EmbeddedDatabaseInitializer().initialize(context);
    return context;
  }

  private Path data() {
    return directory.resolve("postgres");
  }

  /// A bean that needs the database while it is made.
  static class Asking {
    private final boolean serverWasThere;

    Asking(
        @Value("${" + URL + "}") String url,
        @Value("${tributary.embedded.data-directory}") Path directory) {
      serverWasThere =
          url.startsWith("postgresql://")
              && Postmaster.of(directory.resolve("postgres"))
                  .filter(Postmaster::isAlive)
                  .isPresent();
    }

    boolean serverWasThere() {
      return serverWasThere;
    }
  }
}
