package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.List;

/// What one reader waits over HTTP while nobody else asks, and all is read from the database: 99th
/// percentiles.
public final class Latencies implements Measure {
  private static final int OK = 200;

  private final Rig rig;
  private final Duration duration;
  private final List<Bar> bars;

  private record Bar(ReadPath path, String what, double millis) {
    String name() {
      return path.name() + ".p99";
    }
  }

  /// @param rig which has leads and executions
  /// @param duration of each
  public Latencies(Rig rig, Duration duration) throws Exception {
    this.rig = rig;
    this.duration = duration;
    var known = new ReadPaths(rig);
    this.bars =
        List.of(
            new Bar(known.leads(), "by its primary key", 5),
            new Bar(known.pipeline(), "the pipeline", 50),
            new Bar(known.leadSearch(), "searched", 30),
            new Bar(known.dailyStats(), "analytics", 100),
            new Bar(known.logs(), "logs", 100),
            new Bar(known.executions(), "hydrated", 20));
  }

  @Override
  public List<Row> rows() {
    return bars.stream()
        .map(
            bar ->
                Row.of(
                        bar.name(),
                        "%s (%s), 1 connection, 99th percentile"
                            .formatted(bar.path().what(), bar.what()),
                        "ms")
                    .must(Goal.below(bar.millis())))
        .toList();
  }

  @Override
  public void run(Samples samples) {
    for (var bar : bars) {
      var load =
          Loads.run(
              samples, rig.port(), 1, new Pace.Closed(duration), OK, bar.path().freshRequests());
      samples.add(bar.name(), load.millisAt(99));
    }
  }
}
