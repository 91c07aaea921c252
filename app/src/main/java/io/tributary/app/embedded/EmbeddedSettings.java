package io.tributary.app.embedded;

import java.nio.file.Path;
import org.springframework.core.env.Environment;

/// How the embedded server is run.
///
/// @param directory holds everything of it: binaries, data, password; absolute
/// @param binaries where the server's programs are unpacked to; absolute
/// @param port on loopback; 0 takes the first free one from 15432 on
/// @param sharedBuffers PostgreSQL's own cache, with its unit, such as `256MB`
/// @param maxConnections clients at a time
public record EmbeddedSettings(
    Path directory, Path binaries, int port, String sharedBuffers, int maxConnections) {
  private static final int CONNECTIONS = 60;

  /// What `tributary.embedded.*` says, with its defaults.
  static EmbeddedSettings of(Environment environment) {
    var directory =
        Path.of(environment.getProperty("tributary.embedded.data-directory", "data"))
            .toAbsolutePath()
            .normalize();
    return new EmbeddedSettings(
        directory,
        Path.of(
                environment.getProperty(
                    "tributary.embedded.binaries-directory", directory.resolve("bin").toString()))
            .toAbsolutePath()
            .normalize(),
        environment.getProperty("tributary.embedded.port", Integer.class, 0),
        environment.getProperty("tributary.embedded.shared-buffers", "256MB"),
        environment.getProperty("tributary.embedded.max-connections", Integer.class, CONNECTIONS));
  }

  /// PostgreSQL's data directory.
  Path data() {
    return directory.resolve("postgres");
  }
}
