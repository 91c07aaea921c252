package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Submissions from sending to the 201 after their commit, on a form without a workflow. Each still
/// becomes a lead and is counted, within the same seconds or after them: the next measure begins
/// when that is done.
public final class Acknowledged implements Measure {
  static final int CREATED = 201;

  private static final String NAME = "submission.acknowledged";

  private static final String LEADS = "lead.created";

  private final Rig rig;
  private final Duration duration;
  private final List<Integer> connections;

  /// @param connections the first is the one that is held against the limit
  public Acknowledged(Rig rig, Duration duration, List<Integer> connections) {
    this.rig = rig;
    this.duration = duration;
    this.connections = connections;
  }

  @Override
  public List<Row> rows() {
    var rows = new ArrayList<Row>();
    for (int count : connections) {
      var rate = Row.of(name(count), "submissions acknowledged, %s".formatted(at(count)), "1/s");
      rows.add(rate.against(SubmissionLimit.RATE));
      rows.add(Row.of(name(count) + ".p99", "of these, 99th percentile", "ms"));
    }
    rows.set(0, rows.getFirst().must(Goal.ratioAtLeast(2)));
    rows.add(Row.of(LEADS, "submissions to leads that are counted", "1/s").must(Goal.atLeast(100)));
    rows.add(Loads.FAILED);
    return rows;
  }

  private String name(int count) {
    return count == connections.getFirst() ? NAME : NAME + "_at_" + count;
  }

  private static String at(int count) {
    return count == 1 ? "1 connection" : count + " connections";
  }

  @Override
  public void run(Samples samples) {
    for (int count : connections) {
      var counted = rig.plain().counts();
      var before = rig.usage();
      var load =
          Loads.run(
              samples,
              rig.port(),
              count,
              new Pace.Closed(duration),
              CREATED,
              rig.plain().submissions());
      samples.add(name(count), load.perSecond(), rig.usage().since(before));
      samples.add(name(count) + ".p99", load.millisAt(99));
      rig.plain().await(counted.plus(Counts.ofSubmissions(load.ok(), 0)));
      if (count == connections.getFirst()) {
        var seconds = (System.nanoTime() - before.nanos()) / 1e9;
        samples.add(LEADS, load.ok() / seconds);
      }
    }
  }
}
