package io.tributary.benchmarks;

import io.tributary.benchmarks.measures.Acknowledged;
import io.tributary.benchmarks.measures.Backlog;
import io.tributary.benchmarks.measures.Crowd;
import io.tributary.benchmarks.measures.EmailActions;
import io.tributary.benchmarks.measures.Finished;
import io.tributary.benchmarks.measures.HalfRate;
import io.tributary.benchmarks.measures.Latencies;
import io.tributary.benchmarks.measures.LogLines;
import io.tributary.benchmarks.measures.Measure;
import io.tributary.benchmarks.measures.NoopExecutions;
import io.tributary.benchmarks.measures.Overload;
import io.tributary.benchmarks.measures.QuotaChecks;
import io.tributary.benchmarks.measures.Reads;
import io.tributary.benchmarks.measures.Soak;
import io.tributary.benchmarks.measures.SubmissionLimit;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a round is made of, in its order.
final class MeasurePlan {
  private static final Duration TRIAL = Duration.ofSeconds(15);
  private static final int BATCHES = 20;
  private static final int BACKLOG = 100_000;

  private MeasurePlan() {}

  static List<Measure> of(Rig rig, BenchOptions options) throws Exception {
    return inMode(rig, options).stream().filter(options::wants).toList();
  }

  private static List<Measure> inMode(Rig rig, BenchOptions options) throws Exception {
    return switch (options.mode()) {
      case QUICK -> quick(rig, options);
      case FULL -> full(rig, options);
      case SIZE -> flat(rig, options);
      case SOAK -> soak(rig, options);
      case OVERLOAD -> overload(rig, options);
    };
  }

  /// The first three figures and their limit.
  private static List<Measure> quick(Rig rig, BenchOptions options) {
    var duration = options.measured();
    return List.of(
        new SubmissionLimit(rig, duration),
        new Acknowledged(rig, duration, List.of(64)),
        new Finished(rig, duration, options.sustained()),
        new NoopExecutions(rig, BATCHES));
  }

  /// All of them. The rig has leads and executions by now.
  private static List<Measure> full(Rig rig, BenchOptions options) throws Exception {
    var duration = options.measured();
    var reading = duration.dividedBy(2);
    var finished = new Finished(rig, duration, options.sustained());
    return List.of(
        new SubmissionLimit(rig, duration),
        new Acknowledged(rig, duration, List.of(64, 16, 1)),
        finished,
        new HalfRate(rig, duration, options.rounds(), finished),
        new NoopExecutions(rig, BATCHES),
        new Reads(rig, reading),
        new LogLines(rig, reading),
        new QuotaChecks(rig, reading),
        new Latencies(rig, reading.dividedBy(2)),
        new EmailActions(rig),
        new Crowd(rig, reading),
        new Backlog(rig, BACKLOG));
  }

  /// What must not depend on how much there is.
  private static List<Measure> flat(Rig rig, BenchOptions options) throws Exception {
    var reading = options.measured().dividedBy(2);
    var measures = new ArrayList<>(quick(rig, options));
    measures.add(new Reads(rig, reading));
    measures.add(new LogLines(rig, reading));
    return measures;
  }

  private static List<Measure> soak(Rig rig, BenchOptions options) {
    var finished = new Finished(rig, options.measured(), TRIAL);
    return List.of(finished, new Soak(rig, options.sustained(), finished));
  }

  private static List<Measure> overload(Rig rig, BenchOptions options) {
    var finished = new Finished(rig, options.measured(), TRIAL);
    return List.of(finished, new Overload(rig, options.sustained(), finished));
  }
}
