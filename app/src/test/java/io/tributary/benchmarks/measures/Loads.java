package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.LoadResult;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import java.util.function.LongFunction;

/// Loads of which every request ought to be accepted: one that is not is left out of the rate, and
/// counted for all measures together.
final class Loads {
  static final Row FAILED =
      Row.of("requests.failed", "requests of all rounds that were not accepted", "requests")
          .must(Goal.below(1));

  private Loads() {}

  static LoadResult run(
      Samples samples,
      int port,
      int connections,
      Pace pace,
      int expected,
      LongFunction<byte[]> requests) {
    var load = HttpLoad.run(port, connections, pace, expected, requests);
    samples.increase(FAILED.name(), load.sent() - load.ok());
    return load;
  }
}
