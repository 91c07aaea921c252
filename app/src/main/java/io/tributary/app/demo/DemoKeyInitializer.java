package io.tributary.app.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.Profiles;

/// Gives the demo a system key of its own where none is configured: with it the demo's workspace is
/// made.
public final class DemoKeyInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  static final String SYSTEM_KEY = "tributary.system-key";
  private static final int KEY_BYTES = 24;

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    if (!environment.acceptsProfiles(Profiles.of("demo"))
        || !environment.getProperty(SYSTEM_KEY, "").isBlank()) {
      return;
    }
    environment
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "demoSystemKey", Map.of(SYSTEM_KEY, keyIn(directory(environment)))));
  }

  static Path directory(Environment environment) {
    return Path.of(environment.getProperty("tributary.embedded.data-directory", "data"))
        .toAbsolutePath()
        .normalize();
  }

  private static String keyIn(Path directory) {
    var file = directory.resolve("demo-system-key");
    try {
      if (!Files.exists(file)) {
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        DemoFiles.write(file, "demo-" + HexFormat.of().formatHex(random));
      }
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
