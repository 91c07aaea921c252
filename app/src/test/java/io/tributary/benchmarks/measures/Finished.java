package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.LoadResult;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.rig.Usage.Shares;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The highest rate of submissions at which the whole path keeps up: lead, execution of four nodes,
/// statistic.
///
/// Each round sends at a fixed rate. If all is finished and counted within a second after the last
/// was due, the rate held, and the next round tries one that is higher by a quarter, else one that
/// is a little lower; the sample is what the round came to, with the time its queue took to drain.
/// The last word has a run at the best rate that held, lowered until it holds.
public final class Finished implements Measure {
  static final String NAME = "submission.finished";

  private static final int CONNECTIONS = 64;
  private static final double UP = 1.25;
  private static final double DOWN = 1.08;
  private static final int ATTEMPTS = 6;
  private static final Duration SLACK = Duration.ofSeconds(1);

  private final Rig rig;
  private final Duration duration;
  private final Duration sustained;
  private double rate;
  private double held;

  /// @param sustained how long the rate must hold in the end
  public Finished(Rig rig, Duration duration, Duration sustained) {
    this.rig = rig;
    this.duration = duration;
    this.sustained = sustained;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(
                NAME,
                "submissions finished and counted, sustained for %d s at a fixed rate"
                    .formatted(sustained.toSeconds()),
                "1/s")
            .against(SubmissionLimit.RATE)
            .must(Goal.ratioAtLeast(0.6)));
  }

  /// The highest rate that held so far, or the next one to try if none did.
  double sustainedRate() {
    return held > 0 ? held : rate;
  }

  /// @param took until the last was counted
  private record Trial(LoadResult load, Duration took, Shares shares) {
    boolean held(Duration scheduled) {
      return load.ok() == load.sent() && took.compareTo(scheduled.plus(SLACK)) <= 0;
    }

    double perSecond() {
      return load.ok() * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
    }
  }

  @Override
  public void run(Samples samples) {
    if (rate == 0) {
      rate = trial(new Pace.Closed(duration)).perSecond();
    }
    var trial = trial(new Pace.Open(rate, duration));
    samples.add(NAME, trial.perSecond(), trial.shares());
    if (trial.held(duration)) {
      held = Math.max(held, rate);
      rate *= UP;
    } else {
      rate /= DOWN;
    }
  }

  @Override
  public void conclude(Samples samples) {
    var next = sustainedRate();
    for (int attempt = 0; attempt < ATTEMPTS; attempt++, next /= DOWN) {
      var trial = trial(new Pace.Open(next, sustained));
      if (trial.held(sustained)) {
        held = next;
        samples.replace(NAME, trial.perSecond(), trial.shares());
        return;
      }
    }
    throw new IllegalStateException("no rate holds: not even %.0f/s".formatted(next));
  }

  private Trial trial(Pace pace) {
    var scene = rig.worked();
    var counted = scene.counts();
    var before = rig.usage();
    var load =
        HttpLoad.run(rig.port(), CONNECTIONS, pace, Acknowledged.CREATED, scene.submissions());
    scene.await(counted.plus(Counts.ofSubmissions(load.ok(), 1)));
    var after = rig.usage();
    return new Trial(load, Duration.ofNanos(after.nanos() - before.nanos()), after.since(before));
  }
}
