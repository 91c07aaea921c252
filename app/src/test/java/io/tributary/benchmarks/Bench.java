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
  private final Path directory;
  private final List<Exception> failures = new ArrayList<>();

  private Bench(BenchOptions options, Path directory) {
    this.options = options;
    this.directory = directory;
  }

  public static void main(String[] arguments) throws Exception {
    var options = BenchOptions.of(arguments);
    Files.createDirectories(options.output());
    var directory = Files.createTempDirectory(options.output(), "bench");
    try {
      new Bench(options, directory).run();
    } finally {
      deleteAll(directory);
    }
  }

  private void run() throws Exception {
    try (var rig = start("rig")) {
      var figures = options.mode() == Mode.SIZE ? besideGrown(rig) : alone(rig);
      report(Machine.describe(rig.database()), figures);
    }
    if (!failures.isEmpty()) {
      throw new IllegalStateException(failures.size() + " measures failed", failures.getFirst());
    }
  }

  private Rig start(String name) throws IOException {
    var rig = Rig.start(options.jar(), directory.resolve(name));
    // who breaks the run off leaves nothing running
    Runtime.getRuntime().addShutdownHook(new Thread(rig::close));
    return rig;
  }

  private void report(String machine, List<Figure> figures) throws IOException {
    var page = machine + "\n" + Page.table(figures);
    System.out.println("\n" + page);
    Files.writeString(options.output().resolve("bench.json"), BenchJson.of(figures));
    if (options.page() != null) {
      DocsBlock.write(options.page(), page);
    }
  }

  private List<Figure> alone(Rig rig) throws Exception {
    return measure(List.of(warmed("", rig))).getFirst();
  }

  /// Two of them in turns, one with a history: an hour that is slower is slower for both.
  private List<Figure> besideGrown(Rig rig) throws Exception {
    try (var grown = start("grown")) {
      var count = options.history();
      System.out.printf("bench: writing a history of %,d submissions%n", count);
      var workspaces = List.of(grown.plain().workspaceId(), grown.worked().workspaceId());
      History.fill(grown.database(), workspaces, count);
      var figures = measure(List.of(warmed(" (young)", rig), warmed(" (grown)", grown)));
      return Growth.of(
          figures.getFirst(),
          figures.getLast(),
          "with a history of %,d submissions".formatted(count));
    }
  }

  /// What is measured of one service.
  ///
  /// @param name what tells it from others; empty if there are none
  /// @param well those that have not failed
  private record Subject(String name, List<Measure> measures, List<Measure> well, Samples samples) {
    Subject(String name, List<Measure> measures) {
      this(name, measures, new ArrayList<>(measures), new Samples());
    }

    List<Figure> figures() {
      return samples.figures(
          measures.stream().flatMap(measure -> measure.rows().stream()).toList());
    }
  }

  private Subject warmed(String name, Rig rig) throws Exception {
    System.out.printf("bench: warming up for %d s%n", options.warmUp().toSeconds());
    WarmUp.run(rig, options.warmUp());
    return new Subject(name, MeasurePlan.of(rig, options));
  }

  /// @return of each, in their order; who is first in a round is last in the next
  private List<List<Figure>> measure(List<Subject> subjects) {
    for (int round = 1; round <= options.rounds(); round++) {
      take("round " + round, round % 2 == 1 ? subjects : subjects.reversed(), Measure::run);
    }
    take("in the end", subjects, Measure::conclude);
    return subjects.stream().map(Subject::figures).toList();
  }

  private void take(String when, List<Subject> subjects, Part part) {
    for (var subject : subjects) {
      subject.well().removeIf(fails(when + subject.name(), subject.samples(), part));
    }
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
