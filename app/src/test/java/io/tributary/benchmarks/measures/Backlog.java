package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.util.List;

/// Many executions that wait and come due together: how many are under way, what a claim costs
/// then, and that all of them end.
public final class Backlog implements Measure {
  private static final String IN_FLIGHT = "operations.in_flight";
  private static final String CLAIM = "claim.mean";
  private static final String MEMORY = "operations.memory";
  private static final int BATCH = 500;
  private static final int CONNECTIONS = 16;
  private static final int OK = 200;

  /// Waits for longer than it takes to start all of them.
  private static final String WORKFLOW =
      """
      {"name": "Backlog", "definition": {
        "nodes": [
          {"id": "start", "type": "TRIGGER_MANUAL", "data": {}},
          {"id": "wait", "type": "CONTROL_DELAY", "data": {"config": {"seconds": 60}}},
          {"id": "end", "type": "CONTROL_END", "data": {}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "wait"},
          {"id": "e2", "source": "wait", "target": "end"}
        ]}}
      """;

  private static final double MIB = 1 << 20;

  private static final String MEAN_CLAIM =
      """
      SELECT coalesce(sum(total_exec_time) / nullif(sum(calls), 0), 0) FROM pg_stat_statements
      WHERE query LIKE '%workflows.execution_queue%' AND query LIKE '%SKIP LOCKED%'
      """;

  private final Rig rig;
  private final int executions;

  /// @param executions started at once
  public Backlog(Rig rig, int executions) {
    this.rig = rig;
    this.executions = executions;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(
                IN_FLIGHT,
                "executions under way when %,d were started, which all end".formatted(executions),
                "executions")
            .must(Goal.atLeast(10_000)),
        Row.of(
                CLAIM,
                "a statement that claims executions while they are worked off, mean by pg_stat_statements",
                "ms")
            .must(Goal.below(10)),
        Row.of(MEMORY, "resident memory of the service then", "MiB"));
  }

  @Override
  public void conclude(Samples samples) throws Exception {
    var scene = rig.plain();
    var counted = scene.counts();
    var batch = scene.batch(scene.publish(WORKFLOW), BATCH);
    rig.database()
        .execute(
            "CREATE EXTENSION IF NOT EXISTS pg_stat_statements",
            "SELECT pg_stat_statements_reset()");
    var before = rig.usage();
    var load =
        HttpLoad.run(rig.port(), CONNECTIONS, new Pace.Count(executions / BATCH), OK, n -> batch)
            .requireAllAccepted();
    samples.add(IN_FLIGHT, rig.database().number("SELECT count(*) FROM workflows.execution_queue"));
    samples.add(MEMORY, rig.residentMemory() / MIB);
    scene.await(counted.plus(Counts.ofExecutions(load.ok() * BATCH)));
    samples.add(CLAIM, rig.database().number(MEAN_CLAIM), rig.usage().since(before));
  }
}
