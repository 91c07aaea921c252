package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import io.tributary.workflows.executions.HttpTarget.Answer;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.StatusAssertions;

/// One thing done to many executions.
class JobTests extends EngineTest {
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  @Autowired Clock clock;

  private static Graph waiting() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node("w", "CONTROL_WAIT_FOR_EVENT", Map.of("event", "never"))
        .node("z", "CONTROL_END")
        .edge("t", "w")
        .edge("w", "z");
  }

  private static Graph calling() {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node(
            "h",
            "ACTION_HTTP_REQUEST",
            Map.of(
                "method",
                "POST",
                "url",
                TARGET.url("/hook"),
                "body",
                "{{variables.campaign}}",
                "retry",
                Map.of("attempts", 1)))
        .node("z", "CONTROL_END")
        .edge("t", "h")
        .edge("h", "z");
  }

  private Map<String, Object> done(Map<String, Object> order) {
    var id = (String) post("/executions/jobs", order).get("jobId");
    Awaitility.await()
        .until(
            () ->
                !List.of("QUEUED", "RUNNING")
                    .contains(get("/executions/jobs/" + id).get("status")));
    return get("/executions/jobs/" + id);
  }

  private StatusAssertions ordered(Map<String, Object> order) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/executions/jobs"))
        .bodyValue(order)
        .exchange()
        .expectStatus();
  }

  private List<String> started(String workflow, int count) {
    return IntStream.range(0, count)
        .mapToObj(n -> started(workflow, Map.of("input", Map.of("n", n))))
        .toList();
  }

  @Test
  void all_that_match_are_paused_resumed_and_cancelled_and_others_are_not() {
    var workflow = published(waiting());
    var meant = started(workflow, 3);
    var other = started(published(waiting()));
    meant.forEach(each -> awaitStatus(each, "WAITING"));
    awaitStatus(other, "WAITING");
    var filter = Map.<String, Object>of("workflowId", workflow);

    var paused = done(Map.of("action", "PAUSE", "filter", filter));

    assertThat(paused).containsEntry("status", "COMPLETED").containsEntry("done", 3);
    assertThat(items("/executions?paused=true")).hasSize(3);
    var again = done(Map.of("action", "PAUSE", "filter", filter));
    assertThat(again).containsEntry("done", 0).containsEntry("skipped", 3);
    assertThat((List<?>) again.get("errors")).hasSize(3);
    done(Map.of("action", "RESUME", "filter", filter));
    assertThat(items("/executions?paused=true")).isEmpty();
    var cancelled = done(Map.of("action", "CANCEL", "filter", filter));
    assertThat(cancelled).containsEntry("done", 3).containsEntry("matched", 3);
    assertThat(items("/executions?status=CANCELLED")).hasSize(3);
    assertThat(get("/executions/" + other).get("status")).isEqualTo("WAITING");
    assertThat(items("/executions/jobs")).hasSize(4);
  }

  @Test
  void those_of_a_campaign_that_failed_on_a_tuesday_are_run_again_from_a_node() {
    var workflow = published(calling());
    TARGET.answer(count -> Answer.of(500));
    var meant = new ArrayList<String>();
    var others = new ArrayList<String>();
    for (var campaign : List.of("C", "D")) {
      for (int n = 0; n < 3; n++) {
        var id = started(workflow, Map.of("input", Map.of("campaign", campaign, "n", n)));
        (campaign.equals("C") && n < 2 ? meant : others).add(id);
      }
    }
    meant.forEach(each -> awaitStatus(each, "FAILED"));
    others.forEach(each -> awaitStatus(each, "FAILED"));
    var tuesday =
        LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
            .plusWeeks(2)
            .with(TemporalAdjusters.next(DayOfWeek.TUESDAY));
    // one of campaign C failed on another day
    var seeds = new Seeds(transactions, db, ids);
    meant.forEach(
        id ->
            seeds.run(
                "UPDATE workflows.execution SET ended_at = '%sT10:00:00Z' WHERE workspace_id = '%s' AND id = '%s'"
                    .formatted(tuesday, tenant.workspaceId(), id)));
    TARGET.answer(count -> Answer.of(200));
    TARGET.asked.clear();

    var job =
        done(
            Map.of(
                "action",
                "RERUN",
                "nodeId",
                "h",
                "filter",
                Map.of(
                    "status",
                    List.of("FAILED"),
                    "endedFrom",
                    tuesday + "T00:00:00Z",
                    "endedTo",
                    tuesday.plusDays(1) + "T00:00:00Z",
                    "state",
                    Map.of("variables", Map.of("campaign", "C")))));

    assertThat(job).containsEntry("status", "COMPLETED").containsEntry("done", 2);
    Awaitility.await().until(() -> items("/executions?status=COMPLETED").size() == 2);
    assertThat(items("/executions?status=COMPLETED"))
        .extracting(each -> each.get("rerunOf"))
        .containsExactlyInAnyOrderElementsOf(meant);
    assertThat(TARGET.asked).hasSize(2).allMatch(asked -> asked.body().contains("C"));
  }

  @Test
  void those_that_failed_are_retried_with_other_variables() {
    var workflow = published(calling());
    TARGET.answer(count -> Answer.of(500));
    var failed = started(workflow, 3);
    failed.forEach(each -> awaitStatus(each, "FAILED"));
    TARGET.answer(count -> Answer.of(200));

    var job =
        done(
            Map.of(
                "action",
                "RETRY",
                "variables",
                Map.of("campaign", "ü"),
                "filter",
                Map.of("workflowId", workflow, "status", List.of("FAILED"), "nodeId", "h")));

    assertThat(job).containsEntry("done", 3);
    failed.forEach(each -> awaitStatus(each, "COMPLETED"));
    assertThat(TARGET.asked.getLast().body()).contains("ü");
  }

  @Test
  void more_than_a_batch_is_gone_through_exactly_once() {
    var seeds = new Seeds(transactions, db, ids);
    var workflow = published(waiting());
    seeds.run(
        """
        WITH fresh AS (
          INSERT INTO workflows.execution
            (workspace_id, id, workflow_id, workflow_version, status, trigger_type, state, created_at)
          SELECT '%1$s', (lpad(to_hex(floor(extract(epoch FROM now()) * 1000)::bigint - 10000 + n), 12, '0')
                 || '7000' || '8000' || lpad(n::text, 12, '0'))::uuid, '%2$s', 1, 'WAITING', 'TRIGGER_MANUAL',
                 '{"variables": {}, "stepOutputs": {}}', now()
          FROM generate_series(1, 350) AS n
          RETURNING workspace_id, id)
        INSERT INTO workflows.execution_queue (workspace_id, execution_id, due_at)
        SELECT workspace_id, id, 'infinity' FROM fresh
        """
            .formatted(tenant.workspaceId(), workflow));

    var job = done(Map.of("action", "CANCEL", "all", true));

    assertThat(job).containsEntry("done", 350).containsEntry("skipped", 0);
    assertThat(seeds.count("execution_queue", tenant.workspaceId())).isZero();
    assertThat(seeds.count("execution_log", tenant.workspaceId())).isEqualTo(350);
  }

  @Test
  void a_workflow_is_paused_and_resumed_with_its_executions() {
    var workflow = published(waiting());
    var execution = started(workflow);
    awaitStatus(execution, "WAITING");

    post("/workflows/" + workflow + "/pause?executions=true", Map.of());
    Awaitility.await().until(() -> get("/executions/" + execution).get("pausedAt") != null);
    assertThat(get("/workflows/" + workflow).get("status")).isEqualTo("PAUSED");

    post("/workflows/" + workflow + "/resume?executions=true", Map.of());
    Awaitility.await().until(() -> get("/executions/" + execution).get("pausedAt") == null);
    assertThat(items("/executions/jobs")).hasSize(2);
  }

  @Test
  void what_is_not_said_well_is_told_at_once() {
    ordered(Map.of("action", "CANCEL")).isBadRequest();
    ordered(Map.of("action", "CANCEL", "filter", Map.of())).isBadRequest();
    ordered(Map.of("filter", Map.of("paused", true))).isBadRequest();
    ordered(Map.of("action", "EXPLODE", "all", true)).isBadRequest();
    ordered(Map.of("action", "CANCEL", "all", true, "nodeId", "h")).isBadRequest();
    ordered(Map.of("action", "MIGRATE", "all", true, "version", 2)).isBadRequest();
    ordered(Map.of("action", "CANCEL", "filter", Map.of("nodeId", "h"), "version", "x"))
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(3);
    ordered(Map.of("action", "CANCEL", "filter", Map.of("from", "Tuesday")))
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/filter/from");
    ordered(Map.of("action", "RETRY", "all", true, "variables", Map.of("x", "a\0b")))
        .isBadRequest();
    assertThat(items("/executions/jobs")).isEmpty();
  }

  @Test
  void a_job_that_has_ended_cannot_be_cancelled_and_others_see_nothing_of_it() throws Exception {
    var job = done(Map.of("action", "CANCEL", "all", true));

    tenant
        .http()
        .post()
        .uri(tenant.path("/executions/jobs/" + job.get("id") + "/cancel"))
        .exchange()
        .expectStatus()
        .isEqualTo(409);
    var other = Tenant.create(client);
    other
        .http()
        .get()
        .uri(other.path("/executions/jobs/" + job.get("id")))
        .exchange()
        .expectStatus()
        .isNotFound();
  }
}
