package io.tributary.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.PackagedService.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The image starts, and from its cache.
class ImageIT {
  @TempDir Path directory;

  @Test
  void the_launcher_starts_the_service_from_the_cache() throws IOException, InterruptedException {
    var image = new Image(directory.resolve("an image"));
    image.assemble(Path.of(System.getProperty("tributary.jar")));
    image.train();
    var loaded = directory.resolve("loaded.log");

    try (var service = new PackagedService(launch(image, loaded)).start()) {
      service.awaitReady();
    }

    try (var lines = Files.lines(loaded)) {
      assertThat(lines)
          .anyMatch(line -> isCached(line, "io.tributary.TributaryApplication"))
          .anyMatch(line -> isCached(line, "org.springframework.web.reactive.DispatcherHandler"))
          .anyMatch(line -> isCached(line, "io.r2dbc.postgresql.PostgresqlConnectionFactory"));
    }
  }

  /// With a cache that does not fit the virtual machine refuses to start.
  private Launch launch(Image image, Path loaded) {
    return new Launch(
        image.launcher(),
        directory.resolve("service.log"),
        List.of("-XX:AOTMode=on", "-Xlog:class+load:file=" + loaded),
        List.of("--tributary.embedded.data-directory=" + directory.resolve("data")),
        Map.of());
  }

  private static boolean isCached(String line, String name) {
    return line.contains(" " + name + " ") && line.contains("source: shared objects file");
  }
}
