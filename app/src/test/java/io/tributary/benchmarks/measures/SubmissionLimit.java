package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.sql.SqlLoop;
import io.tributary.benchmarks.sql.SubmissionRows;
import java.time.Duration;
import java.util.List;

/// The rows of a submission as one statement each: at eight clients the limit of every rate of
/// submissions and executions, at one the time that a commit takes. How steady the machine itself
/// is, the same eight say at half of their rate.
public final class SubmissionLimit implements Measure {
  static final String RATE = "limit.submission";
  static final String COMMIT = "limit.commit";

  private static final String AT_HALF = "limit.p99_at_half";

  private static final int CLIENTS = 8;

  private final Rig rig;
  private final Duration duration;
  private final SubmissionRows rows = new SubmissionRows();

  public SubmissionLimit(Rig rig, Duration duration) {
    this.rig = rig;
    this.duration = duration;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(RATE, "SQL: the rows of a submission as one statement, 8 clients", "1/s"),
        Row.of(COMMIT, "SQL: the same, 1 client, median", "ms"),
        Row.of(AT_HALF, "SQL: the same, 8 clients, half of their rate, 99th percentile", "ms"));
  }

  @Override
  public void run(Samples samples) throws Exception {
    var before = rig.usage();
    var eight = SqlLoop.run(rig.database()::connect, CLIENTS, duration, rows::prepare);
    samples.add(RATE, eight.perSecond(), rig.usage().since(before));
    var alone = SqlLoop.run(rig.database()::connect, 1, duration.dividedBy(2), rows::prepare);
    samples.add(COMMIT, alone.millisAt(50));
    var half = new Pace.Open(eight.perSecond() / 2, duration);
    var steady = SqlLoop.run(rig.database()::connect, CLIENTS, half, rows::prepare);
    samples.add(AT_HALF, steady.millisAt(99));
    rows.clear(rig.database());
  }
}
