package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.sql.LogLineText;
import io.tributary.benchmarks.sql.SqlLoop;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// Log lines through the engine's own port, 1,000 a transaction, against `COPY` of the same lines
/// by as many clients.
public final class LogLines implements Measure {
  private static final String NAME = "log.lines";
  private static final String LIMIT = "limit.copy";
  private static final int CLIENTS = 2;

  private final Rig rig;
  private final Duration duration;
  private final UUID workspace = UUID.randomUUID();

  public LogLines(Rig rig, Duration duration) {
    this.rig = rig;
    this.duration = duration;
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(NAME, "log lines through the engine's port, in process, 2 clients", "1/s")
            .against(LIMIT)
            .must(Goal.ratioAtLeast(0.3)),
        Row.of(LIMIT, "SQL: COPY of the same lines, 1,000 a transaction, 2 clients", "1/s"));
  }

  @Override
  public void run(Samples samples) throws Exception {
    var ids = rig.inProcess().bean(IdGenerator.class);
    var text = new LogLineText(ids::next);
    var copied = SqlLoop.run(rig.database()::connect, CLIENTS, duration, text::prepare);
    samples.add(LIMIT, copied.perSecond() * LogLineText.LINES);
    text.clear(rig.database());

    var transactions = rig.inProcess().bean(Transactions.class);
    var store = rig.inProcess().bean(ExecutionStore.class);
    var before = rig.usage();
    var written =
        PortLoop.run(
            CLIENTS,
            duration,
            () -> transactions.asWorker(store.writeLogs(lines(ids)).thenReturn(true)));
    samples.add(NAME, written.perSecond() * LogLineText.LINES, rig.usage().since(before));
  }

  private List<LogWrite> lines(IdGenerator ids) {
    var lines = new ArrayList<LogWrite>(LogLineText.LINES);
    var now = Instant.now();
    var execution = new ExecutionRef(workspace, ids.next());
    for (int i = 0; i < LogLineText.LINES; i++) {
      if (i % LogLineText.LINES_PER_EXECUTION == 0) {
        execution = new ExecutionRef(workspace, ids.next());
      }
      lines.add(
          new LogWrite(
              execution,
              ids.next(),
              LogLineText.NODE,
              LogWrite.Level.INFO,
              LogLineText.MESSAGE,
              now));
    }
    return lines;
  }
}
