package io.tributary.benchmarks;

import io.tributary.benchmarks.BenchOptions.Mode;
import io.tributary.benchmarks.measures.Measure;
import io.tributary.benchmarks.measures.WarmUp;
import io.tributary.benchmarks.report.BenchJson;
import io.tributary.benchmarks.report.DocsBlock;
import io.tributary.benchmarks.report.Figure;
import io.tributary.benchmarks.report.Growth;
import io.tributary.benchmarks.report.Page;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Machine;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.sql.History;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Measures the packaged application against the limits of its database and of its web server, all
/// in one run: medians of interleaved rounds, so that whatever else the machine does meets a figure
/// and its limit alike.
///
/// Arguments: the packaged application, the mode, the output directory; see `BenchOptions`.
public final class Bench {
  private final BenchOptions options;
  private final Rig rig;
  private final List<Exception> failures = new ArrayList<>();

  private Bench(BenchOptions options, Rig rig) {
    this.options = options;
    this.rig = rig;
  }

  public static void main(String[] arguments) throws Exception {
    var options = BenchOptions.of(arguments);
    Files.createDirectories(options.output());
    var directory = Files.createTempDirectory(options.output(), "bench");
    try (var rig = Rig.start(options.jar(), directory)) {
      // who breaks the run off leaves nothing running
      Runtime.getRuntime().addShutdownHook(new Thread(rig::close));
      new Bench(options, rig).run();
    } finally {
      deleteAll(directory);
    }
  }

  private void run() throws Exception {
    System.out.printf("bench: warming up for %d s%n", options.warmUp().toSeconds());
    WarmUp.run(rig, options.warmUp());
    var figures = measure();
    var page = Machine.describe(rig.database()) + "\n" + Page.table(figures);
    System.out.println("\n" + page);
    Files.writeString(options.output().resolve("bench.json"), BenchJson.of(figures));
    if (options.page() != null) {
      DocsBlock.write(options.page(), page);
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " measures failed", failures.getFirst());
    }
  }

  private List<Figure> measure() throws Exception {
    var figures = measure(MeasurePlan.of(rig, options));
    return options.mode() == Mode.SIZE ? grow(figures) : figures;
  }

  private List<Figure> grow(List<Figure> before) throws Exception {
    var count = options.history();
    System.out.printf("bench: writing a history of %,d submissions%n", count);
    History.fill(
        rig.database(), List.of(rig.plain().workspaceId(), rig.worked().workspaceId()), count);
    var after = measure(MeasurePlan.of(rig, options));
    return Growth.of(before, after, "with a history of %,d submissions".formatted(count));
  }

  private List<Figure> measure(List<Measure> measures) {
    var samples = new Samples();
    var well = new ArrayList<>(measures);
    for (int round = 1; round <= options.rounds(); round++) {
      well.removeIf(fails("round " + round, samples, Measure::run));
    }
    well.removeIf(fails("in the end", samples, Measure::conclude));
    return samples.figures(measures.stream().flatMap(measure -> measure.rows().stream()).toList());
  }

  private interface Part {
    void of(Measure measure, Samples samples) throws Exception;
  }

  /// A measure that fails costs the others nothing, and the run its good end.
  private Predicate<Measure> fails(String when, Samples samples, Part part) {
    return measure -> {
      var before = samples.latest(measure.rows());
      try {
        part.of(measure, samples);
        var latest = samples.latest(measure.rows());
        if (!latest.equals(before)) {
          System.out.printf("bench: %s: %s%n", when, latest);
        }
        return false;
      } catch (Exception e) {
        System.out.printf("bench: %s: %s fails: %s%n", when, measure.getClass().getSimpleName(), e);
        failures.add(e);
        return true;
      }
    };
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
