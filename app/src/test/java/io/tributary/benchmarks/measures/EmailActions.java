package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Counts;
import io.tributary.benchmarks.rig.Rig;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Executions that send a mail each, by real SMTP on loopback.
public final class EmailActions implements Measure {
  private static final String NAME = "action.email";
  private static final int MAILS = 500;
  private static final int OK = 200;
  private static final String WORKFLOW =
      """
      {"name": "Mail", "definition": {
        "nodes": [
          {"id": "start", "type": "TRIGGER_MANUAL", "data": {}},
          {"id": "mail", "type": "ACTION_SEND_EMAIL", "data": {"config": {
            "to": "ada@example.com", "subject": "Thank you", "text": "We have your message."}}},
          {"id": "end", "type": "CONTROL_END", "data": {}}
        ],
        "edges": [
          {"id": "e1", "source": "start", "target": "mail"},
          {"id": "e2", "source": "mail", "target": "end"}
        ]}}
      """;

  private final Rig rig;
  private final byte[] batch;

  public EmailActions(Rig rig) {
    this.rig = rig;
    var scene = rig.plain();
    this.batch = scene.batch(scene.publish(WORKFLOW), MAILS);
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(NAME, "mails sent by executions, SMTP on loopback", "1/s").must(Goal.atLeast(50)));
  }

  @Override
  public void run(Samples samples) throws Exception {
    var scene = rig.plain();
    var counted = scene.counts();
    var before = rig.usage();
    HttpLoad.run(rig.port(), 1, new Pace.Count(1), OK, n -> batch).requireAllAccepted();
    scene.await(counted.plus(Counts.ofExecutions(MAILS)));
    var after = rig.usage();
    if (rig.mail().received() != MAILS) {
      throw new IllegalStateException(rig.mail().received() + " mails, not " + MAILS);
    }
    rig.mail().clear();
    var seconds = (after.nanos() - before.nanos()) / (double) TimeUnit.SECONDS.toNanos(1);
    samples.add(NAME, MAILS / seconds, after.since(before));
  }
}
