package io.tributary.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.ThreadLocalRandom;

/// The long run: `make chaos`.
///
/// Arguments: the packaged application, how many rounds, the seed (or `random`), and where the
/// report goes. Ends with 1 if anything was lost, doubled, stuck or leaked.
public final class ChaosRun {
  private ChaosRun() {}

  public static void main(String[] arguments) throws Exception {
    var jar = Path.of(arguments[0]);
    var rounds = Integer.parseInt(arguments[1]);
    var seed =
        arguments[2].equals("random")
            ? ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE)
            : Long.parseLong(arguments[2]);
    var output = Path.of(arguments[3]);
    Files.createDirectories(output.toAbsolutePath().getParent());
    // a run that breaks off leaves no counts, least of all those of the one before
    Files.deleteIfExists(output);
    var data = Files.createTempDirectory("tributary-chaos");
    try {
      var report = Harness.run(seed, rounds, jar, data, jar.toAbsolutePath().getParent());
      Files.writeString(output, report.json() + "\n");
      System.out.println(report.table());
      System.out.println(report.text());
      if (!report.isClean()) {
        System.exit(1);
      }
    } finally {
      deleteAll(data);
    }
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
