package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Which workflows send this template?
class DefinitionSearchApiTests extends WorkflowApiTest {
  private static final Map<String, Object> RICH =
      Map.of("field", "lead.budget", "operator", "gte", "value", 1000);

  private static Graph sending(String template) {
    return graph()
        .node("t", "TRIGGER_MANUAL")
        .node(
            "m",
            "ACTION_SEND_EMAIL",
            Map.of("to", "ada@example.com", "subject", template, "text", "Hi"))
        .edge("t", "m");
  }

  private List<Map<String, Object>> nodes(Map<String, ?> query) {
    return items(body(get("/workflow-nodes", query).expectStatus().isOk()));
  }

  private List<Map<String, Object>> edges(Map<String, ?> query) {
    return items(body(get("/workflow-edges", query).expectStatus().isOk()));
  }

  @Test
  void the_workflows_that_send_a_text_are_found_by_what_a_config_contains() {
    var welcome = created("Greets", sending("welcome \uD83D\uDE00"));
    publish(welcome);
    publish(created(sending("goodbye")));
    created(sending("welcome \uD83D\uDE00"));

    var found = nodes(Map.of("config", "{\"subject\": \"welcome \uD83D\uDE00\"}"));
    assertThat(found).hasSize(1);
    assertThat(found.getFirst())
        .containsEntry("workflowId", welcome)
        .containsEntry("workflowName", "Greets")
        .containsEntry("version", 1)
        .containsEntry("nodeId", "m")
        .containsEntry("type", "ACTION_SEND_EMAIL")
        .containsEntry("label", "Node m");
    assertThat(nodes(Map.of("type", "ACTION_SEND_EMAIL"))).hasSize(2);
    assertThat(nodes(Map.of("type", "ACTION_SEND_EMAIL", "config", "{}"))).hasSize(2);
    assertThat(nodes(Map.of("type", "TRIGGER_MANUAL", "config", "{\"subject\": \"goodbye\"}")))
        .isEmpty();
    assertThat(nodes(Map.of("workflowId", welcome))).hasSize(2);
  }

  @Test
  void the_current_versions_the_drafts_or_all_are_searched() {
    var id = created(sending("one"));
    publish(id);
    put("/workflows/" + id, replacement("W", sending("two"), 2)).expectStatus().isOk();
    publish(id);
    put("/workflows/" + id, replacement("W", sending("three"), 4)).expectStatus().isOk();

    assertThat(subjects("PUBLISHED")).containsExactly("2 two");
    assertThat(subjects("DRAFT")).containsExactly("null three");
    assertThat(subjects("ALL")).containsExactly("null three", "1 one", "2 two");

    post("/workflows/" + id + "/pause").expectStatus().isOk();
    assertThat(subjects("PUBLISHED")).containsExactly("2 two");
    post("/workflows/" + id + "/archive").expectStatus().isOk();
    assertThat(subjects("PUBLISHED")).isEmpty();
    assertThat(subjects("DRAFT")).isEmpty();
    assertThat(subjects("ALL")).hasSize(3);
  }

  private List<String> subjects(String scope) {
    return nodes(Map.of("type", "ACTION_SEND_EMAIL", "scope", scope)).stream()
        .map(node -> node.get("version") + " " + ((Map<?, ?>) node.get("config")).get("subject"))
        .toList();
  }

  @Test
  void conditions_are_found_by_what_they_contain() {
    publish(
        created(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("b", "CONTROL_BRANCH")
                .node("z", "CONTROL_END")
                .edge("t", "b")
                .edge("b", "z", RICH)
                .edge("both", "b", "z", null, Map.of("all", List.of(RICH)))
                .edge("else", "b", "z", null, null)));

    assertThat(edges(Map.of("condition", "{\"field\": \"lead.budget\"}")))
        .singleElement()
        .satisfies(
            edge ->
                assertThat(edge)
                    .containsEntry("edgeId", "b-z")
                    .containsEntry("source", "b")
                    .containsEntry("target", "z")
                    .containsEntry("condition", RICH));
    assertThat(edges(Map.of("condition", "{\"all\": [{\"field\": \"lead.budget\"}]}")))
        .extracting("edgeId")
        .containsExactly("both");
    assertThat(edges(Map.of())).hasSize(4);
  }

  @Test
  void what_cannot_be_read_of_a_draft_is_left_out() {
    var definition =
        Map.of(
            "nodes",
            List.of(
                Map.of("id", "a", "type", "CONTROL_END", "data", "broken"),
                Map.of("id", "a", "type", "CONTROL_DELAY"),
                Map.of("id", "b"),
                Map.of("type", "CONTROL_END"),
                Map.of("id", "c".repeat(101), "type", "CONTROL_END")),
            "edges",
            List.of(
                Map.of("id", "e", "source", "a", "target", "ghost", "sourceHandle", 5),
                Map.of("id", "f", "source", "a")));
    post("/workflows", Map.of("name", "Broken", "definition", definition))
        .expectStatus()
        .isCreated();

    assertThat(nodes(Map.of("scope", "DRAFT")))
        .singleElement()
        .satisfies(
            node ->
                assertThat(node)
                    .containsEntry("nodeId", "a")
                    .containsEntry("type", "CONTROL_END")
                    .containsEntry("label", "a")
                    .containsEntry("config", Map.of()));
    assertThat(edges(Map.of("scope", "DRAFT")))
        .singleElement()
        .satisfies(
            edge -> assertThat(edge).containsEntry("edgeId", "e").containsEntry("target", "ghost"));
  }

  @Test
  void pages_follow_each_other_by_workflow_version_and_id() {
    var odd = "a|b\u001fc/\uD83D\uDE00";
    for (int i = 0; i < 3; i++) {
      publish(created(graph().node(odd, "TRIGGER_MANUAL").node("z", "CONTROL_END").edge(odd, "z")));
    }

    var seen = new ArrayList<Object>();
    for (var query :
        List.of(
            Map.of("scope", "ALL", "limit", "5"),
            Map.of("scope", "ALL", "limit", "5", "config", "{}"))) {
      seen.clear();
      var page = body(get("/workflow-nodes", query).expectStatus().isOk());
      items(page).forEach(seen::add);
      while (page.get("nextCursor") != null) {
        var next = new HashMap<String, Object>(query);
        next.put("cursor", page.get("nextCursor"));
        page = body(get("/workflow-nodes", next).expectStatus().isOk());
        items(page).forEach(seen::add);
      }
      assertThat(seen).hasSize(12).doesNotHaveDuplicates();
    }
    var first = body(get("/workflow-nodes?limit=1"));
    get("/workflow-nodes?type=CONTROL_END&cursor=" + first.get("nextCursor"))
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void what_no_definition_can_hold_is_refused() {
    for (var config :
        List.of("{", "[1]", "\"text\"", "{\"a\": \"\\u0000\"}", "{\"a\": \"\\ud800\"}")) {
      get("/workflow-nodes", Map.of("config", config))
          .expectStatus()
          .isBadRequest()
          .expectBody()
          .jsonPath("$.errors[0].pointer")
          .isEqualTo("?config");
    }
    get("/workflow-nodes", Map.of("type", "a\u0000")).expectStatus().isBadRequest();
    get("/workflow-edges", Map.of("condition", "nothing")).expectStatus().isBadRequest();
    get("/workflow-nodes?scope=SOME").expectStatus().isBadRequest();
    get("/workflow-nodes?workflowId=1").expectStatus().isBadRequest();
    get("/workflow-nodes", Map.of("config", "{\"a\": 1e999}")).expectStatus().isOk();
  }

  @Test
  void a_search_by_content_sees_its_own_workspace_alone() {
    publish(created(sending("mine")));
    tenant = Tenant.create(client);
    publish(created(sending("mine")));

    assertThat(nodes(Map.of("config", "{\"subject\": \"mine\"}", "scope", "ALL"))).hasSize(2);
    assertThat(nodes(Map.of("scope", "ALL"))).hasSize(4);
  }
}
