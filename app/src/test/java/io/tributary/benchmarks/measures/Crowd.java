package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.List;

/// A thousand visitors at once, and what the service keeps in memory for them.
public final class Crowd implements Measure {
  private static final String RATE = "crowd.acknowledged";
  private static final String FAILED = "crowd.failed";
  private static final String MEMORY = "crowd.memory";
  private static final int CONNECTIONS = 1_000;
  private static final double MIB = 1 << 20;

  private final Rig rig;
  private final Duration duration;

  public Crowd(Rig rig, Duration duration) {
    this.rig = rig;
    this.duration = duration;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(RATE, "submissions acknowledged, 1,000 connections", "1/s"),
        Row.of(FAILED, "of these, not accepted", "requests").must(Goal.below(1)),
        Row.of(MEMORY, "resident memory of the service then", "MiB"));
  }

  @Override
  public void run(Samples samples) {
    var scene = rig.plain();
    var counted = scene.counts();
    var before = rig.usage();
    var load =
        HttpLoad.run(
            rig.port(),
            CONNECTIONS,
            new Pace.Closed(duration),
            Acknowledged.CREATED,
            scene.submissions());
    samples.add(RATE, load.perSecond(), rig.usage().since(before));
    samples.add(FAILED, load.sent() - load.ok());
    samples.add(MEMORY, rig.residentMemory() / MIB);
    scene.await(counted.plus(Counts.ofSubmissions(load.ok(), 0)));
  }
}
