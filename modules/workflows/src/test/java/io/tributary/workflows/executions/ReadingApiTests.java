package io.tributary.workflows.executions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.json.JsonMapper;

/// What is read of executions, on rows as the engine leaves them.
@ModuleTest
class ReadingApiTests {
  private static final JsonMapper JSON = new JsonMapper();

  @Autowired WebTestClient client;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;
  @Autowired IdGenerator ids;
  private Tenant tenant;
  private Seeds seeds;

  @BeforeEach
  void fresh() {
    tenant = Tenant.create(client);
    seeds = new Seeds(transactions, db, ids);
  }

  private UUID execution(Map<String, String> columns) {
    return seeds.execution(tenant.workspaceId(), columns);
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> get(Tenant caller, String path, Object... values) {
    return caller
        .http()
        .get()
        .uri(caller.path(path), values)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  private List<Map<String, Object>> items(String path, Object... values) {
    return (List<Map<String, Object>>) get(tenant, path, values).get("items");
  }

  private List<UUID> listed(String query, Object... values) {
    return items("/executions?" + query, values).stream()
        .map(item -> UUID.fromString((String) item.get("id")))
        .toList();
  }

  @Test
  void several_statuses_are_merged_newest_first_over_all_pages() {
    var expected = new ArrayList<UUID>();
    for (int i = 0; i < 12; i++) {
      var id = execution(Map.of("status", List.of("'FAILED'", "'WAITING'", "'QUEUED'").get(i % 3)));
      if (i % 3 != 2) {
        expected.addFirst(id);
      }
    }

    var seen = new ArrayList<UUID>();
    var cursor = "";
    do {
      var page = get(tenant, "/executions?status=failed,WAITING&limit=3&cursor=" + cursor);
      ((List<?>) page.get("items"))
          .forEach(item -> seen.add(UUID.fromString((String) ((Map<?, ?>) item).get("id"))));
      cursor = (String) page.get("nextCursor");
    } while (cursor != null);

    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void each_filter_finds_its_own() {
    var workflow = UUID.randomUUID();
    var parent = execution(Map.of("workflow_id", "'" + workflow + "'", "status", "'RUNNING'"));
    var child =
        execution(
            Map.of(
                "parent_id",
                "'" + parent + "'",
                "correlation_id",
                "'order ü/1'",
                "paused_at",
                "now()",
                "status",
                "'WAITING'",
                "workflow_id",
                "'" + workflow + "'",
                "places",
                "ARRAY['" + workflow + "/a/b', '" + workflow + "/c']"));

    assertThat(listed("parentId=" + parent)).containsExactly(child);
    assertThat(listed("correlationId={c}", "order ü/1")).containsExactly(child);
    assertThat(listed("correlationId=order")).isEmpty();
    assertThat(listed("paused=true")).containsExactly(child);
    assertThat(listed("paused=false")).containsExactly(child, parent);
    assertThat(listed("workflowId=" + workflow)).containsExactly(child, parent);
    assertThat(listed("workflowId=" + workflow + "&nodeId={n}", "a/b")).containsExactly(child);
    assertThat(listed("workflowId=" + workflow + "&nodeId=c&status=WAITING"))
        .containsExactly(child);
    assertThat(listed("workflowId=" + workflow + "&nodeId=c&status=FAILED")).isEmpty();
    assertThat(listed("workflowId=" + workflow + "&nodeId=c&paused=true")).containsExactly(child);
    assertThat(listed("workflowId=" + UUID.randomUUID() + "&nodeId=c")).isEmpty();
  }

  @Test
  void what_a_state_contains_is_found_whatever_it_is() {
    var one =
        execution(
            Map.of(
                "state",
                "'{\"variables\": {\"campaign\": \"frühling \uD83C\uDF37\", \"n\": 1.50},"
                    + " \"response\": {\"tags\": [\"a\", \"b\"], \"none\": null}}'"));
    execution(Map.of());

    for (var state :
        List.of(
            "{\"variables\": {\"campaign\": \"frühling \uD83C\uDF37\"}}",
            "{\"variables\": {\"n\": 1.5}}",
            "{\"variables\": {\"n\": 150e-2}}",
            "{\"response\": {\"tags\": [\"b\"]}}",
            "{\"response\": {\"none\": null}}")) {
      assertThat(listed("state={s}", state)).as(state).containsExactly(one);
    }
    assertThat(listed("state={s}", "{\"variables\": {\"n\": \"1.5\"}}")).isEmpty();
    assertThat(listed("state={s}", "{}")).hasSize(2);
    var stranger = Tenant.create(client);
    assertThat((List<?>) get(stranger, "/executions?state={s}", "{}").get("items")).isEmpty();
  }

  @Test
  void what_is_rare_and_old_is_found_behind_thousands_that_are_newer() {
    var old = execution(Map.of("state", "'{\"variables\": {\"rare\": true}}'"));
    var stranger = Tenant.create(client);
    seeds.execution(stranger.workspaceId(), Map.of("state", "'{\"variables\": {\"rare\": true}}'"));
    seeds.run(
        """
        INSERT INTO workflows.execution
          (workspace_id, id, workflow_id, workflow_version, status, trigger_type, state, created_at)
        SELECT '%s', overlay(kernel.uuid_v7_floor(now() + interval '1 minute')::text
                             placing lpad(to_hex(n), 12, '0') from 25)::uuid,
               '%s', 1, 'COMPLETED', 'TRIGGER_MANUAL',
               jsonb_build_object('variables', jsonb_build_object('common', n %% 2)), now()
        FROM generate_series(1, 4500) AS n
        """
            .formatted(tenant.workspaceId(), UUID.randomUUID()));

    assertThat(listed("state={s}", "{\"variables\": {\"rare\": true}}")).containsExactly(old);
    assertThat(listed("limit=100&state={s}", "{\"variables\": {\"common\": 1}}")).hasSize(100);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"variables\": {\"text\": \"\\\"}] ü\", \"list\": [null, {}]}} | {\"variables\": {\"text\": \"\\\"}] ü\", \"list\": [null, {}]}}",
        "{\"stepOutputs\": {\"a\": null}, \"response\": null, \"variables\": {}} | {\"variables\": {}, \"stepOutputs\": {\"a\": null}}",
        "{\"response\": {\"id\": 1.50}, \"more\": {}} | {\"response\": {\"id\": 1.5}}",
        "{} | {}",
        "[1] | {}",
        "null | {}",
      })
  void a_state_is_shown_as_it_is_but_for_what_is_not_the_users(String stored, String shown) {
    var id = execution(Map.of("state", "'" + stored + "'"));

    tenant
        .http()
        .get()
        .uri(tenant.path("/executions/" + id))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .json("{\"state\": " + shown + "}")
        .jsonPath("$.state.length()")
        .isEqualTo(shown.equals("{}") ? 0 : JSON.readTree(shown).size());
  }

  @Test
  void an_answer_tells_where_it_stands_and_is_not_sent_again_unchanged() {
    var workflow = UUID.randomUUID();
    var id =
        execution(
            Map.of(
                "workflow_id",
                "'" + workflow + "'",
                "status",
                "'WAITING'",
                "priority",
                "0",
                "current_node",
                "'a'",
                "places",
                "ARRAY['" + workflow + "/a', '" + workflow + "/b']",
                "rerun_of",
                "'" + workflow + "'",
                "version",
                "7",
                "state",
                "'{\"variables\": {\"x\": 1}, \"stepOutputs\": {}, \"secret\": 1}'",
                "progress",
                """
                '{"nextToken": 3, "tokens": [
                  {"id": 1, "position": {"node": "a", "visit": 1, "attempt": 2,
                   "since": "2026-11-01T10:00:00Z"}, "phase": "WAITING",
                   "wakeAt": "2026-11-02T10:00:00Z", "item": 4, "memory": {"k": 1}},
                  {"id": 2}, {"id": 3, "position": {"since": "soon"}, "phase": 5}]}'
                """));

    var shown = get(tenant, "/executions/" + id);

    assertThat(shown)
        .containsEntry("priority", "HIGH")
        .containsEntry("currentNode", "a")
        .containsEntry("currentNodes", List.of("a", "b"))
        .containsEntry("rerunOf", workflow.toString())
        .containsEntry("state", Map.of("variables", Map.of("x", 1), "stepOutputs", Map.of()));
    var tokens = (List<?>) shown.get("tokens");
    assertThat((Map<?, ?>) tokens.getFirst())
        .isEqualTo(
            Map.of(
                "id",
                1,
                "nodeId",
                "a",
                "phase",
                "WAITING",
                "attempt",
                2,
                "since",
                "2026-11-01T10:00:00Z",
                "wakeAt",
                "2026-11-02T10:00:00Z",
                "item",
                4));
    assertThat(tokens).hasSize(3);
    tenant
        .http()
        .get()
        .uri(tenant.path("/executions/" + id))
        .header("If-None-Match", "\"7\"")
        .exchange()
        .expectStatus()
        .isNotModified()
        .expectHeader()
        .valueEquals("ETag", "\"7\"");
    assertThat(items("/executions").getFirst()).containsEntry("currentNodes", List.of("a", "b"));
  }

  @Test
  void steps_and_lines_are_filtered() {
    var id = execution(Map.of());
    var workspace = tenant.workspaceId();
    seeds.step(workspace, id, Map.of("node_id", "'a'", "item", "3"));
    seeds.step(workspace, id, Map.of("node_id", "'a'", "status", "'FAILED'"));
    seeds.step(workspace, id, Map.of("node_id", "'b'"));
    seeds.line(workspace, id, "INFO");
    var error = seeds.line(workspace, id, "ERROR");
    var path = "/executions/" + id;

    assertThat(items(path + "/steps")).extracting("nodeId").containsExactly("a", "a", "b");
    assertThat(items(path + "/steps?nodeId=a&status=completed"))
        .extracting("item")
        .containsExactly(3);
    assertThat(items(path + "/logs?level=error"))
        .extracting("id")
        .containsExactly(error.toString());
    assertThat(items(path + "/logs")).hasSize(2);
    expectFaults(path + "/steps?status=x", 1);
    expectFaults(path + "/logs?level=x", 1);
  }

  @Test
  void every_fault_of_a_query_is_told_at_once() {
    expectFaults(
        "/executions?workflowId=x&leadId=y&status=FAILED,odd&from=z&to=z&parentId=p&paused=maybe"
            + "&correlationId={zero}&nodeId=n{zero}&state={list}",
        10,
        "\0",
        "\0",
        "[]");
    expectFaults("/executions?nodeId=n", 1);
    expectFaults("/executions?status=FAILED,", 1);
    expectFaults("/executions?state={s}", 1, "{\"a\": 1e999999}");
  }

  private void expectFaults(String path, int count, Object... values) {
    tenant
        .http()
        .get()
        .uri(tenant.path(path), values)
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(count);
  }
}
