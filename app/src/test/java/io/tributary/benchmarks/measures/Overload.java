package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.LoadResult;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.List;

/// Twice the rate that is sustained: what becomes of the excess, and of what is accepted. It fails
/// unless everything accepted is finished and counted.
public final class Overload implements Measure {
  private static final String SENT = "overload.sent";
  private static final String ACCEPTED = "overload.accepted";
  private static final String ACCEPTED_P99 = "overload.accepted_p99";
  private static final String REFUSED = "overload.refused";
  private static final String REFUSED_P99 = "overload.refused_p99";
  private static final String SILENT = "overload.refused_without_retry_after";
  private static final String FAILED = "overload.failed";
  private static final String MEMORY = "overload.memory";
  private static final String DRAIN = "overload.drain";

  /// As visitors open them: as many as the rate needs, whatever an answer takes.
  private static final int CONNECTIONS = 3_000;

  private static final double MIB = 1 << 20;
  private static final double NANOS = 1e9;

  private final Rig rig;
  private final Duration duration;
  private final Finished finished;

  /// @param finished measured before
  public Overload(Rig rig, Duration duration, Finished finished) {
    this.rig = rig;
    this.duration = duration;
    this.finished = finished;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(SENT, "submissions at twice the sustained rate", "1/s"),
        Row.of(ACCEPTED, "of these, accepted", "1/s"),
        Row.of(ACCEPTED_P99, "accepted, 99th percentile", "ms"),
        Row.of(REFUSED, "refused with 429 or 503", "1/s"),
        Row.of(REFUSED_P99, "refused, 99th percentile", "ms"),
        Row.of(SILENT, "refused without Retry-After", "requests").must(Goal.below(1)),
        Row.of(FAILED, "answered otherwise, or not at all", "requests").must(Goal.below(1)),
        Row.of(MEMORY, "resident memory of the service at the end", "MiB"),
        Row.of(DRAIN, "until everything accepted is finished and counted", "s"));
  }

  @Override
  public void conclude(Samples samples) {
    var scene = rig.worked();
    var counted = scene.counts();
    var before = rig.usage();
    var load =
        HttpLoad.run(
            rig.port(),
            CONNECTIONS,
            new Pace.Open(2 * finished.sustainedRate(), duration),
            Acknowledged.CREATED,
            scene.submissions());
    samples.add(SENT, load.sent() / (load.sending().toNanos() / NANOS), rig.usage().since(before));
    samples.add(MEMORY, rig.residentMemory() / MIB);
    add(samples, load);
    var answered = System.nanoTime();
    scene.await(counted.plus(Counts.ofSubmissions(load.ok(), 1)));
    samples.add(DRAIN, (System.nanoTime() - answered) / NANOS);
  }

  private static void add(Samples samples, LoadResult load) {
    samples.add(ACCEPTED, load.perSecond());
    samples.add(ACCEPTED_P99, load.millisAt(99));
    samples.add(REFUSED, load.turnedAway() / (load.took().toNanos() / NANOS));
    samples.add(REFUSED_P99, load.refused().getValueAtPercentile(99) / 1e3);
    samples.add(SILENT, load.withoutRetryAfter());
    samples.add(FAILED, load.failed());
  }
}
