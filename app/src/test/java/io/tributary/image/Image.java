package io.tributary.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// The application unpacked beside `bin/tributary`, which starts it, and `tributary.aot`, from
/// which it starts fast.
///
/// @param home holds all of it
record Image(Path home) {
  private static final Path SCRIPTS = Path.of("src", "image", "bin");
  private static final List<String> NAMES = List.of("tributary", "train");

  /// Builds one with the Java that runs this.
  ///
  /// @param arguments the packaged application, the image's directory
  public static void main(String[] arguments) throws IOException, InterruptedException {
    var image = new Image(Path.of(arguments[1]).toAbsolutePath());
    image.assemble(Path.of(arguments[0]).toAbsolutePath());
    image.train();
    System.out.println(image.home());
  }

  Path launcher() {
    return home.resolve("bin").resolve("tributary");
  }

  Path cache() {
    return home.resolve("tributary.aot");
  }

  void assemble(Path jar) throws IOException, InterruptedException {
    copyScripts();
    run(
        List.of(
            javaHome().resolve("bin").resolve("java").toString(),
            "-Djarmode=tools",
            "-jar",
            jar.toString(),
            "extract",
            "--force",
            "--application-filename",
            "tributary.jar",
            "--destination",
            home.toString()));
  }

  void copyScripts() throws IOException {
    var bin = Files.createDirectories(home.resolve("bin"));
    for (var name : NAMES) {
      Files.copy(
          SCRIPTS.resolve(name),
          bin.resolve(name),
          StandardCopyOption.REPLACE_EXISTING,
          StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  void train() throws IOException, InterruptedException {
    run(List.of(home.resolve("bin").resolve("train").toString()));
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put("JAVA_HOME", javaHome().toString());
    var status = builder.start().waitFor();
    if (status != 0) {
      throw new IllegalStateException(command + " ended with " + status);
    }
  }

  static Path javaHome() {
    return Path.of(System.getProperty("java.home"));
  }
}
