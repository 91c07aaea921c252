package io.tributary.workflows.adapter.out.persistence.executions;

import static io.tributary.workflows.adapter.out.persistence.executions.MillionExecutions.BIG;
import static io.tributary.workflows.adapter.out.persistence.executions.MillionExecutions.COMMON_WORKFLOW;
import static io.tributary.workflows.adapter.out.persistence.executions.MillionExecutions.RARE_WORKFLOW;
import static io.tributary.workflows.adapter.out.persistence.executions.MillionExecutions.SMALL;
import static io.tributary.workflows.adapter.out.persistence.executions.MillionExecutions.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.WorkspaceId;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.LogLevel;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.StepFilter;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// How the database answers the lists of executions when there are a million. The times and buffers
/// of all plans are in `target/reading-plans.txt`.
@ModuleTest
@TestInstance(Lifecycle.PER_CLASS)
class ReadingPlanTests {
  private static final String BY_INDEX = ", by index";
  private static final int ROWS = 51;
  private static final Pattern HITS =
      Pattern.compile("Buffers: shared(?: hit=(\\d+))?(?: read=(\\d+))?");

  private static final Pattern SCANS =
      Pattern.compile(
          "Seq Scan on execution[^\\n]* rows=(\\d+)[^\\n]*(?:\\n *Filter:[^\\n]*)?(?:\\n *Rows Removed by Filter: (\\d+))?");

  /// A month of which there are some minutes only, as the first and the last one may be, is read
  /// faster as a whole.
  private static final long A_PAGE_OR_TWO = 100;

  /// A list's first page touches at most so many pages of the database.
  private static final long FEW = 900;

  /// Looking through the newest 2,000 rows touches each of them and the indexes above.
  private static final long LOOKING = 13_000;

  private MillionExecutions million;

  private static Filter filter(UUID workflow, ExecutionStatus... statuses) {
    return filter(workflow, null, Set.of(statuses), null, null, null, false, null);
  }

  private static Filter filter(
      UUID workflow,
      UUID lead,
      Set<ExecutionStatus> statuses,
      String correlation,
      String place,
      UUID parent,
      boolean paused,
      String state) {
    return new Filter(
        workflow, lead, statuses, null, null, correlation, place, parent, paused, state);
  }

  private static Map<String, Filter> lists() {
    var failed = Set.of(ExecutionStatus.FAILED);
    var lists = new TreeMap<String, Filter>();
    lists.put("nothing", filter(null));
    lists.put("common workflow", filter(COMMON_WORKFLOW));
    lists.put("rare workflow", filter(RARE_WORKFLOW));
    lists.put("common status", filter(null, ExecutionStatus.COMPLETED));
    lists.put("rare status", filter(null, ExecutionStatus.RUNNING));
    lists.put("statuses", filter(null, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED));
    lists.put(
        "all statuses",
        filter(null, EnumSet.allOf(ExecutionStatus.class).toArray(ExecutionStatus[]::new)));
    lists.put("failed of a workflow", filter(COMMON_WORKFLOW, ExecutionStatus.FAILED));
    lists.put(
        "live of a workflow",
        filter(
            RARE_WORKFLOW,
            ExecutionStatus.QUEUED,
            ExecutionStatus.RUNNING,
            ExecutionStatus.WAITING));
    lists.put("lead", filter(null, id("8000", 30), Set.of(), null, null, null, false, null));
    lists.put(
        "lead and workflow",
        filter(COMMON_WORKFLOW, id("8000", 30), failed, null, null, null, false, null));
    lists.put("correlation", filter(null, null, Set.of(), "order-50", null, null, false, null));
    lists.put(
        "correlation and status", filter(null, null, failed, "order-50", null, null, false, null));
    lists.put("parent", filter(null, null, Set.of(), null, null, id("9000", 20), false, null));
    lists.put("paused", filter(null, null, Set.of(), null, null, null, true, null));
    lists.put(
        "paused of a workflow",
        filter(COMMON_WORKFLOW, null, Set.of(), null, null, null, true, null));
    lists.put(
        "lead and state",
        filter(
            null,
            id("8000", 30),
            Set.of(),
            null,
            null,
            null,
            false,
            variable("campaign", "\"rare\"")));
    var month = Instant.now().minus(Duration.ofDays(60));
    lists.put(
        "a day",
        new Filter(
            null,
            null,
            Set.of(),
            month,
            month.plus(Duration.ofDays(1)),
            null,
            null,
            null,
            false,
            null));
    lists.put(
        "failed of a workflow in a month",
        new Filter(
            COMMON_WORKFLOW,
            null,
            failed,
            month,
            month.plus(Duration.ofDays(30)),
            null,
            null,
            null,
            false,
            null));
    return lists;
  }

  private static String variable(String name, String value) {
    return "{\"variables\": {\"" + name + "\": " + value + "}}";
  }

  private static Filter state(UUID workflow, String state, ExecutionStatus... statuses) {
    return filter(workflow, null, Set.of(statuses), null, null, null, false, state);
  }

  private static Map<String, Filter> searches() {
    var place = COMMON_WORKFLOW + "/odd";
    return new TreeMap<>(
        Map.of(
            "common state",
            state(null, variable("campaign", "\"spring\"")),
            "rare state",
            state(null, variable("campaign", "\"rare\"")),
            "one state",
            state(null, variable("n", "500000")),
            "no such state",
            state(null, variable("n", "-1")),
            "state of a workflow",
            state(RARE_WORKFLOW, variable("campaign", "\"rare\"")),
            "state of failed",
            state(null, variable("campaign", "\"rare\""), ExecutionStatus.FAILED),
            "rare place",
            filter(COMMON_WORKFLOW, null, Set.of(), null, place, null, false, null),
            "common place",
            filter(
                COMMON_WORKFLOW,
                null,
                Set.of(),
                null,
                COMMON_WORKFLOW + "/call",
                null,
                false,
                null),
            "failed at a place",
            filter(
                COMMON_WORKFLOW,
                null,
                Set.of(ExecutionStatus.FAILED),
                null,
                COMMON_WORKFLOW + "/call",
                null,
                false,
                null)));
  }

  @BeforeAll
  void fill() throws SQLException {
    million = new MillionExecutions();
  }

  @AfterAll
  void drop() throws SQLException {
    million.close();
  }

  @Test
  void with_a_million_executions_every_filter_goes_by_an_index_and_reads_little()
      throws IOException {
    var report = new ArrayList<String>();
    for (var workspace : List.of(BIG, SMALL)) {
      for (var list : lists().entrySet()) {
        var by = new FilterSql(new WorkspaceId(workspace), list.getValue(), null);
        check(report, list.getKey(), by, R2dbcExecutionReads.listSql(by), ROWS, FEW);
      }
      for (var search : searches().entrySet()) {
        var by = new FilterSql(new WorkspaceId(workspace), search.getValue(), null);
        var newest = R2dbcExecutionSearch.newestSql(by).replace(":wanted", "51");
        check(
            report,
            search.getKey() + ", newest",
            by,
            newest,
            R2dbcExecutionSearch.LOOKED_AT,
            LOOKING);
        // what is common is found among the newest
        if (!search.getKey().startsWith("common")) {
          var older = R2dbcExecutionSearch.olderSql(by);
          check(report, search.getKey() + BY_INDEX, by, older, ROWS, FEW);
        }
      }
    }
    Files.write(Path.of("target/reading-plans.txt"), report);
  }

  @Test
  void steps_and_lines_are_read_from_the_months_since_their_execution_began() {
    var month = DateTimeFormatter.ofPattern("yyyyMM").withZone(ZoneOffset.UTC);
    var now = Instant.now();
    var execution = IdWindow.floor(now.minusSeconds(60));
    for (var statement :
        List.of(
            R2dbcExecutionReads.stepsSql(new StepFilter("n", StepStatus.COMPLETED)),
            R2dbcExecutionReads.logsSql(LogLevel.INFO))) {
      var plan =
          String.join(
              "\n",
              explain(
                  "tributary_app",
                  BIG,
                  db ->
                      db.sql("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + statement)
                          .bindValues(
                              valuesOf(
                                  statement,
                                  Map.of(
                                      "workspace",
                                      BIG,
                                      "execution",
                                      execution,
                                      "after",
                                      R2dbcExecutionReads.began(execution),
                                      "began",
                                      R2dbcExecutionReads.began(execution),
                                      "before",
                                      FilterSql.LAST,
                                      "node",
                                      "n",
                                      "status",
                                      "COMPLETED",
                                      "level",
                                      "INFO",
                                      "rows",
                                      ROWS)))));

      assertThat(plan)
          .contains("_" + month.format(now))
          .contains("Index Scan")
          .doesNotContain("_" + month.format(now.minus(Duration.ofDays(32))))
          .doesNotContain("_" + month.format(now.minus(Duration.ofDays(63))));
    }
  }

  @Test
  void executions_are_read_by_id_from_the_months_of_their_ids() {
    var month = DateTimeFormatter.ofPattern("yyyyMM").withZone(ZoneOffset.UTC);
    var now = Instant.now();
    var execution = IdWindow.floor(now.minusSeconds(60));
    var plan =
        String.join(
            "\n",
            explain(
                "tributary_app",
                BIG,
                db ->
                    db.sql("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + R2dbcExecutionReads.DETAILS)
                        .bind("workspace", BIG)
                        .bind("ids", new UUID[] {execution})));

    assertThat(plan)
        .contains("_" + month.format(now))
        .contains("Index Scan")
        .doesNotContain("Seq Scan on execution")
        .doesNotContain("_" + month.format(now.minus(Duration.ofDays(32))))
        .doesNotContain("_" + month.format(now.minus(Duration.ofDays(63))));
  }

  private static Map<String, Object> valuesOf(String statement, Map<String, Object> all) {
    var named = new TreeMap<>(all);
    named.keySet().removeIf(name -> !statement.contains(":" + name));
    return named;
  }

  private void check(
      List<String> report, String name, FilterSql by, String sql, int rows, long buffers) {
    // the index of places and states is the worker's
    var role = name.endsWith(BY_INDEX) ? "tributary_worker" : "tributary_app";
    var workspace = (UUID) by.values().get("workspace");
    var plan =
        explain(
            role,
            workspace,
            db ->
                by.bind(db.sql("EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) " + sql)).bind("rows", rows));
    var touched = buffers(plan);
    report.add(
        "%s | %s | %d buffers | %s".formatted(workspace, name, touched, plan.getLast().trim()));
    assertThat(String.join("\n", plan)).as(name).contains("Index");
    assertThat(scanned(plan)).as("%s%n%s", name, String.join("\n", plan)).isLessThan(A_PAGE_OR_TWO);
    assertThat(touched).as("%s%n%s", name, String.join("\n", plan)).isLessThan(buffers);
  }

  private List<String> explain(
      String role, UUID workspace, Function<DatabaseClient, GenericExecuteSpec> statement) {
    var db = million.db;
    db.sql("BEGIN").then().block();
    db.sql("SET LOCAL ROLE " + role).then().block();
    db.sql("SELECT set_config('tributary.workspace_id', :workspace, true)")
        .bind("workspace", workspace.toString())
        .then()
        .block();
    var plan = statement.apply(db).mapValue(String.class).all().collectList().block();
    db.sql("ROLLBACK").then().block();
    return plan.stream().filter(line -> !line.contains("never executed")).toList();
  }

  /// The most rows that are read of a month without an index.
  private static long scanned(List<String> plan) {
    return SCANS
        .matcher(String.join("\n", plan))
        .results()
        .mapToLong(scan -> number(scan.group(1)) + number(scan.group(2)))
        .max()
        .orElse(0);
  }

  /// Of the whole statement: what the topmost node says.
  private static long buffers(List<String> plan) {
    var first = plan.stream().filter(line -> line.contains("Buffers:")).findFirst().orElseThrow();
    var matcher = HITS.matcher(first);
    assertThat(matcher.find()).isTrue();
    return number(matcher.group(1)) + number(matcher.group(2));
  }

  private static long number(String text) {
    return text == null ? 0 : Long.parseLong(text);
  }
}
