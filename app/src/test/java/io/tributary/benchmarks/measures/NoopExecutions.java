package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Executions of three nodes in memory, started 500 a request, until the last is completed and
/// counted.
public final class NoopExecutions implements Measure {
  private static final String NAME = "execution.noop";
  private static final String STARTED = "execution.start";
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 4;
  private static final int OK = 200;

  private final Rig rig;
  private final int batches;

  /// @param batches of 500 in a round
  public NoopExecutions(Rig rig, int batches) {
    this.rig = rig;
    this.batches = batches;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(NAME, "no-op executions started in batches, completed and counted", "1/s")
            .against(SubmissionLimit.RATE)
            .must(Goal.ratioAtLeast(2)),
        Row.of(STARTED, "of these, started", "1/s").must(Goal.atLeast(500)));
  }

  @Override
  public void run(Samples samples) {
    var scene = rig.plain();
    var batch = scene.noopBatch(BATCH);
    var counted = scene.counts();
    var before = rig.usage();
    var load =
        HttpLoad.run(rig.port(), CONNECTIONS, new Pace.Count(batches), OK, n -> batch)
            .requireAllAccepted();
    samples.add(STARTED, load.perSecond() * BATCH);
    scene.await(counted.plus(Counts.ofExecutions(load.ok() * BATCH)));
    var after = rig.usage();
    var seconds = (after.nanos() - before.nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    samples.add(NAME, load.ok() * BATCH / seconds, after.since(before));
  }
}
