package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;

/// Load on every path, so that what is measured afterwards is compiled and cached.
public final class WarmUp {
  private static final int CONNECTIONS = 64;
  private static final int OK = 200;
  private static final int BATCH = 500;
  private static final int BATCHES = 20;

  private WarmUp() {}

  /// @param duration in all: a third without a workflow, half with one, the rest reads
  public static void run(Rig rig, Duration duration) {
    var plain = rig.plain();
    var worked = rig.worked();
    var first = submit(rig, plain.submissions(), duration.dividedBy(3));
    plain.await(Counts.ofSubmissions(first, 0));
    var second = submit(rig, worked.submissions(), duration.dividedBy(2));
    worked.await(Counts.ofSubmissions(second, 1));
    var batch = plain.noopBatch(BATCH);
    HttpLoad.run(rig.port(), 2, new Pace.Count(BATCHES), OK, n -> batch).requireAllAccepted();
    plain.await(Counts.ofSubmissions(first, 0).plus(Counts.ofExecutions(BATCHES * BATCH)));
    var reads =
        java.util.List.of(
            worked.read("/leads?limit=50"),
            worked.read("/analytics/daily"),
            worked.read("/executions?limit=50"));
    HttpLoad.run(
            rig.port(),
            16,
            new Pace.Closed(duration.dividedBy(6)),
            OK,
            n -> reads.get((int) (n % reads.size())))
        .requireAllAccepted();
  }

  private static long submit(
      Rig rig, java.util.function.LongFunction<byte[]> submissions, Duration duration) {
    return HttpLoad.run(
            rig.port(), CONNECTIONS, new Pace.Closed(duration), Acknowledged.CREATED, submissions)
        .requireAllAccepted()
        .ok();
  }
}
