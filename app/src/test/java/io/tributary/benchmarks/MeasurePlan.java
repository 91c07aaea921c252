package io.tributary.benchmarks;

import io.tributary.benchmarks.measures.Acknowledged;
import io.tributary.benchmarks.measures.Finished;
import io.tributary.benchmarks.measures.Measure;
import io.tributary.benchmarks.measures.NoopExecutions;
import io.tributary.benchmarks.measures.SubmissionLimit;
import io.tributary.benchmarks.rig.Rig;
import java.util.List;

/// What a round is made of, in its order.
final class MeasurePlan {
  private static final int QUICK_BATCHES = 20;

  private MeasurePlan() {}

  /// The first three figures and their limit.
  static List<Measure> quick(Rig rig, BenchOptions options) {
    var duration = options.measured();
    return List.of(
        new SubmissionLimit(rig, duration),
        new Acknowledged(rig, duration, List.of(64)),
        new Finished(rig, duration, options.sustained()),
        new NoopExecutions(rig, QUICK_BATCHES));
  }
}
