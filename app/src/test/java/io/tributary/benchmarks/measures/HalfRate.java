package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.time.Duration;
import java.util.List;

/// What a visitor waits, and how long the whole path takes, at half of the rate that it sustains.
public final class HalfRate implements Measure {
  private static final String SUBMISSION = "submission.p99_at_half";
  private static final String FINISHED = "submission.to_finished_p99_at_half";
  private static final String STEP = "execution.step_p99";
  private static final int CONNECTIONS = 64;

  private final Rig rig;
  private final Duration duration;
  private final int times;
  private final Finished finished;

  /// @param duration of each of its runs
  /// @param times how many of them, one after the other
  /// @param finished concluded before: only then is it known what is sustained
  public HalfRate(Rig rig, Duration duration, int times, Finished finished) {
    this.rig = rig;
    this.duration = duration;
    this.times = times;
    this.finished = finished;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(SUBMISSION, "a submission at half of the sustained rate, 99th percentile", "ms")
            .against(SubmissionLimit.COMMIT)
            .must(Goal.ratioBelow(20)),
        Row.of(
                FINISHED,
                "there, from its arrival to the end of its execution, 99th percentile",
                "ms")
            .must(Goal.below(100)),
        Row.of(STEP, "there, a node in memory as its row says, 99th percentile", "ms")
            .must(Goal.below(5)));
  }

  /// After a checkpoint: what was written at the whole rate goes to the disk before, not in one of
  /// these runs.
  @Override
  public void conclude(Samples samples) throws Exception {
    rig.database().execute("CHECKPOINT");
    for (int i = 0; i < times; i++) {
      measure(samples);
      System.out.printf("bench: at half, %d: %s%n", i + 1, samples.latest(rows()));
    }
  }

  private void measure(Samples samples) throws Exception {
    var scene = rig.worked();
    var begin = rig.database().text("SELECT uuidv7()");
    var counted = scene.counts();
    var before = rig.usage();
    var load =
        Loads.run(
            samples,
            rig.port(),
            CONNECTIONS,
            new Pace.Open(finished.sustainedRate() / 2, duration),
            Acknowledged.CREATED,
            scene.submissions());
    scene.await(counted.plus(Counts.ofSubmissions(load.ok(), 1)));
    samples.add(SUBMISSION, load.millisAt(99), rig.usage().since(before));
    samples.add(FINISHED, rig.database().number(toFinished(begin)));
    samples.add(STEP, rig.database().number(step(begin)));
  }

  /// Each response's time is that of its arrival, so its own commit is part of it.
  private String toFinished(String begin) {
    return """
    SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM e.ended_at - r.submitted_at) * 1000)
    FROM forms.response r
    JOIN workflows.execution e ON e.workspace_id = r.workspace_id AND e.response_id = r.id AND e.id >= '%2$s'
    WHERE r.workspace_id = '%1$s' AND r.id >= '%2$s'
    """
        .formatted(rig.worked().workspaceId(), begin);
  }

  private String step(String begin) {
    return """
    SELECT percentile_cont(0.99) WITHIN GROUP (ORDER BY extract(epoch FROM ended_at - started_at) * 1000)
    FROM workflows.node_execution WHERE workspace_id = '%s' AND id >= '%s'
    """
        .formatted(rig.worked().workspaceId(), begin);
  }
}
