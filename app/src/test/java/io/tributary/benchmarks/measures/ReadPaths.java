package io.tributary.benchmarks.measures;

import io.tributary.benchmarks.rig.Rig;
import io.tributary.benchmarks.rig.Scene;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What is read of the workspace whose submissions run a workflow: known when it has some.
final class ReadPaths {
  private static final int MANY = 10_000;
  private static final int PAGES = 100;
  private static final String PAGE = "limit=50";

  private final Rig rig;
  private final Scene scene;

  ReadPaths(Rig rig) {
    this.rig = rig;
    this.scene = rig.worked();
  }

  /// Fills the month before, of which the workspace has no numbers.
  ReadPath dailyStats() throws SQLException {
    rig.database()
        .execute(
            """
            INSERT INTO analytics.workspace_daily_stats
              (workspace_id, stat_date, responses, leads_created, executions_started, executions_completed)
            SELECT '%s', (now() AT TIME ZONE 'UTC')::date - day, 1000 + day, 900 + day, 1000 + day, 990 + day
            FROM generate_series(2, 40) AS day
            ON CONFLICT DO NOTHING
            """
                .formatted(scene.workspaceId()));
    var today = LocalDate.now(ZoneOffset.UTC);
    return path(
        "stats.daily",
        "daily statistics of 30 days",
        List.of("/analytics/daily?from=%s&to=%s".formatted(today.minusDays(29), today)));
  }

  /// One after the other, from the newest on.
  ReadPath leadPages() throws IOException {
    var pages = new ArrayList<String>();
    var page = "/leads?" + PAGE;
    while (pages.size() < PAGES) {
      pages.add(page);
      var next = rig.http().get(scene.path(page), scene.apiKey()).body().path("nextCursor");
      if (next.isNull()) {
        break;
      }
      page = "/leads?" + PAGE + "&cursor=" + encode(next.asString());
    }
    return path("lead.page", "a page of 50 leads", pages);
  }

  ReadPath leads() throws SQLException {
    return path("lead.read", "a lead", each("leads.lead", "/leads/%s"));
  }

  ReadPath executions() throws SQLException {
    return path(
        "execution.read",
        "an execution with its state",
        each("workflows.execution", "/executions/%s"));
  }

  ReadPath logs() throws SQLException {
    return path(
        "execution.logs", "an execution's log", each("workflows.execution", "/executions/%s/logs"));
  }

  ReadPath pipeline() {
    return path(
        "lead.pipeline",
        "a page of 50 leads of a stage",
        List.of("/leads?stage=new&" + PAGE, "/leads?stage=qualified&" + PAGE));
  }

  /// By owner and stage; the submitted ones have no owner, so some are given one.
  ReadPath leadSearch() throws SQLException {
    rig.database()
        .execute(
            """
            UPDATE leads.lead SET owner_id = '%1$s' WHERE workspace_id = '%1$s' AND id IN (
              SELECT id FROM leads.lead WHERE workspace_id = '%1$s' ORDER BY random() LIMIT 1000)
            """
                .formatted(scene.workspaceId()));
    return path(
        "lead.search",
        "leads of an owner in a stage",
        List.of("/leads?stage=qualified&ownerId=" + scene.workspaceId() + "&" + PAGE));
  }

  private ReadPath path(String name, String what, List<String> paths) {
    return new ReadPath(scene, name, what, paths);
  }

  private List<String> each(String table, String path) throws SQLException {
    return rig
        .database()
        .list(
            "SELECT id FROM %s WHERE workspace_id = '%s' ORDER BY random() LIMIT %d"
                .formatted(table, scene.workspaceId(), MANY),
            row -> row.getString(1))
        .stream()
        .map(path::formatted)
        .collect(Collectors.toList());
  }

  private static String encode(String cursor) {
    return URLEncoder.encode(cursor, StandardCharsets.UTF_8);
  }
}
