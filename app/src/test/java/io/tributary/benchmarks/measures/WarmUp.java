package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.rig.Scene;
import java.time.Duration;
import java.util.List;

/// Load on every path, so that what is measured afterwards is compiled and cached. What is refused
/// meanwhile does not matter.
public final class WarmUp {
  private static final int CONNECTIONS = 64;
  private static final int READERS = 16;
  private static final int OK = 200;
  private static final int BATCH = 500;
  private static final int BATCHES = 5;
  private static final int PATHS = 3;
  private static final Duration TURN = Duration.ofSeconds(60);

  private final Rig rig;

  private WarmUp(Rig rig) {
    this.rig = rig;
  }

  /// @param duration under load in all: a third without a workflow, a third with one, the rest
  ///     reads, of the service and of the ceiling. In turns: what is compiled for one path alone is
  ///     compiled again when the next one comes.
  public static void run(Rig rig, Duration duration) {
    var warmUp = new WarmUp(rig);
    var turns = Math.max(1, duration.dividedBy(TURN));
    for (var turn = 0; turn < turns; turn++) {
      warmUp.take(duration.dividedBy(turns).dividedBy(PATHS));
    }
  }

  private void take(Duration part) {
    submit(rig.plain(), 0, part);
    submit(rig.worked(), 1, part);
    start();
    var worked = rig.worked();
    read(
        rig.port(),
        List.of(
            worked.read("/leads?limit=50"),
            worked.read("/analytics/daily"),
            worked.read("/executions?limit=50")),
        part.dividedBy(2));
    read(rig.ceiling().port(), List.of(rig.ceiling().request(1_000)), part.dividedBy(2));
  }

  private void submit(Scene scene, int executionsEach, Duration duration) {
    var counted = scene.counts();
    var load =
        HttpLoad.run(
            rig.port(),
            CONNECTIONS,
            new Pace.Closed(duration),
            Acknowledged.CREATED,
            scene.submissions());
    scene.await(counted.plus(Counts.ofSubmissions(load.ok(), executionsEach)));
  }

  private void start() {
    var scene = rig.plain();
    var counted = scene.counts();
    var batch = scene.noopBatch(BATCH);
    HttpLoad.run(rig.port(), 2, new Pace.Count(BATCHES), OK, n -> batch).requireAllAccepted();
    scene.await(counted.plus(Counts.ofExecutions((long) BATCHES * BATCH)));
  }

  private void read(int port, List<byte[]> reads, Duration duration) {
    HttpLoad.run(
        port, READERS, new Pace.Closed(duration), OK, n -> reads.get((int) (n % reads.size())));
  }
}
