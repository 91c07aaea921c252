package io.tributary.benchmarks;

import io.tributary.benchmarks.measures.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What to run and for how long. The system properties `bench.warmup`, `bench.seconds`,
/// `bench.rounds`, `bench.sustained` and `bench.history` overrule the mode; with `bench.docs=write`
/// the page `bench.page` is written, and `bench.only=Finished,Reads` measures nothing else.
///
/// @param jar the packaged application
/// @param output where `bench.json` and the service's log go
/// @param page whose block of figures is replaced; null for none
/// @param warmUp under load, before anything is measured
/// @param measured each measure of each round
/// @param sustained how long the last and longest load takes
/// @param only the names of the measures' classes; all of the mode if empty
/// @param history submissions that never happened, of which there are many in the end
record BenchOptions(
    Path jar,
    Mode mode,
    Path output,
    @Nullable Path page,
    Duration warmUp,
    Duration measured,
    int rounds,
    Duration sustained,
    int history,
    Set<String> only) {

  private static final int HISTORY = 1_000_000;

  /// How much is measured.
  enum Mode {
    /// The first three figures.
    QUICK(60, 6, 3, 15),
    /// All figures.
    FULL(240, 10, 5, 60),
    /// The same rates with and without a history, of two services in turns.
    SIZE(120, 8, 3, 15),
    /// Load for a long time.
    SOAK(120, 10, 3, 600),
    /// More load than can be carried.
    OVERLOAD(120, 10, 3, 75);

    private final int warmUp;
    private final int measured;
    private final int rounds;
    private final int sustained;

    Mode(int warmUp, int measured, int rounds, int sustained) {
      this.warmUp = warmUp;
      this.measured = measured;
      this.rounds = rounds;
      this.sustained = sustained;
    }
  }

  /// @param arguments the packaged application, the mode in lower case, the output directory
  /// @throws IllegalArgumentException if there are others
  static BenchOptions of(String... arguments) {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("needs: jar mode output, not " + List.of(arguments));
    }
    var mode = Mode.valueOf(arguments[1].toUpperCase(Locale.ROOT));
    var writesPage = "write".equals(System.getProperty("bench.docs"));
    return new BenchOptions(
        Path.of(arguments[0]),
        mode,
        Path.of(arguments[2]),
        writesPage ? Path.of(System.getProperty("bench.page", "")) : null,
        Duration.ofSeconds(Integer.getInteger("bench.warmup", mode.warmUp)),
        Duration.ofSeconds(Integer.getInteger("bench.seconds", mode.measured)),
        Integer.getInteger("bench.rounds", mode.rounds),
        Duration.ofSeconds(Integer.getInteger("bench.sustained", mode.sustained)),
        Integer.getInteger("bench.history", HISTORY),
        names(System.getProperty("bench.only", "")));
  }

  private static Set<String> names(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(","));
  }

  boolean wants(Measure measure) {
    return only.isEmpty() || only.contains(measure.getClass().getSimpleName());
  }
}
