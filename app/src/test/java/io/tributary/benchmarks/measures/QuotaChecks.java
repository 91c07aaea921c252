package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.report.Goal;
import io.tributary.benchmarks.report.Row;
import io.tributary.benchmarks.report.Samples;
import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.sql.HotRow;
import io.tributary.benchmarks.sql.SqlLoop;
import io.tributary.kernel.WorkspaceId;
import io.tributary.packaged.PackagedService;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.Quotas;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Units taken of one quota in process, against one row that as many clients update.
public final class QuotaChecks implements Measure {
  private static final String NAME = "quota.checks";
  private static final String P99 = "quota.checks.p99";
  private static final String BAR = "quota.checks.bar";
  private static final String LIMIT = "limit.hot_row";
  private static final int CLIENTS = 8;

  private final Rig rig;
  private final Duration duration;
  private final HotRow row;
  private final WorkspaceId workspace;

  public QuotaChecks(Rig rig, Duration duration) throws SQLException {
    this.rig = rig;
    this.duration = duration;
    this.row = new HotRow(rig.database());
    this.workspace = limited(rig);
  }

  /// A workspace with a quota that is never used up.
  private static WorkspaceId limited(Rig rig) throws SQLException {
    var id =
        rig.http()
            .post("/api/v1/workspaces", PackagedService.SYSTEM_KEY, "{\"name\": \"Quota\"}")
            .path("id")
            .asString();
    rig.database()
        .execute(
            """
            INSERT INTO workspaces.quota (workspace_id, key, units, period, set_at)
            VALUES ('%s', '%s', %d, 'MONTH', now())
            """
                .formatted(id, QuotaKey.SUBMISSIONS.text(), 1L << 50));
    return new WorkspaceId(UUID.fromString(id));
  }

  @Override
  public List<Row> rows() {
    return List.of(
        Row.of(NAME, "units of one quota taken one by one, in process, 8 clients", "1/s")
            .against(LIMIT)
            .must(Goal.ratioAtLeast(5)),
        Row.of(BAR, "the same", "1/s").must(Goal.atLeast(1_000)),
        Row.of(P99, "a unit of a quota, 99th percentile", "ms").must(Goal.below(5)),
        Row.of(LIMIT, "SQL: UPDATE … RETURNING of one row, 8 clients", "1/s"));
  }

  @Override
  public void run(Samples samples) throws Exception {
    samples.add(
        LIMIT, SqlLoop.run(rig.database()::connect, CLIENTS, duration, row::prepare).perSecond());
    var quotas = rig.inProcess().bean(Quotas.class);
    var before = rig.usage();
    var taken = PortLoop.run(CLIENTS, duration, () -> take(quotas));
    samples.add(NAME, taken.perSecond(), rig.usage().since(before));
    samples.add(BAR, taken.perSecond());
    samples.add(P99, taken.millisAt(99));
  }

  private Mono<?> take(Quotas quotas) {
    var now = quotas.takeNow(workspace, QuotaKey.SUBMISSIONS, 1);
    return now == null ? quotas.take(workspace, QuotaKey.SUBMISSIONS, 1) : Mono.just(now);
  }
}
