package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Workflows as documents, and definitions that nobody stored yet.
class WorkflowTransferApiTests extends WorkflowApiTest {
  private static final String WEIRD = "Grüße \uD83D\uDE00 \u2028 \"<&>\" \u0001 ١٢٣ e\u0301 \\ue";

  @Test
  void a_document_makes_the_same_workflow_in_another_workspace() {
    var request = new HashMap<String, Object>();
    request.put("name", WEIRD);
    request.put("description", WEIRD);
    request.put(
        "definition",
        graph()
            .node(WEIRD, "TRIGGER_MANUAL", Map.of(WEIRD, List.of(WEIRD, 1.50, Map.of())))
            .node("z", "CONTROL_END")
            .edge(WEIRD, "z")
            .settings(Map.of("timeLimit", Map.of("seconds", 9)))
            .toMap());
    var id = body(post("/workflows", request).expectStatus().isCreated()).get("id");
    var original = body(get("/workflows/" + id));

    var document = body(get("/workflows/" + id + "/export").expectStatus().isOk());
    assertThat(document)
        .containsOnlyKeys("format", "name", "description", "definition", "exportedFrom")
        .containsEntry("format", "tributary.workflow/1");
    tenant = Tenant.create(client);
    var imported = body(post("/workflows/import", document).expectStatus().isCreated());

    for (var key : List.of("name", "description", "definition")) {
      assertThat(imported.get(key)).isEqualTo(original.get(key)).isEqualTo(document.get(key));
    }
    assertThat(imported).containsEntry("status", "DRAFT").containsEntry("version", 1);
    assertThat(imported.get("id")).isNotEqualTo(id);
    var again = body(get("/workflows/" + imported.get("id") + "/export"));
    assertThat(again.get("definition")).isEqualTo(document.get("definition"));
    get("/workflow-nodes?scope=DRAFT")
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(2)
        .jsonPath("$.items[?(@.type == 'TRIGGER_MANUAL')].nodeId")
        .isEqualTo(WEIRD);
  }

  @Test
  void a_published_version_is_exported_under_the_name_that_it_had() {
    var id = created(shortest());
    publish(id);
    put("/workflows/" + id, replacement("Renamed", graph(), 2)).expectStatus().isOk();

    get("/workflows/" + id + "/export?version=1")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Welcome")
        .jsonPath("$.definition.nodes.length()")
        .isEqualTo(2)
        .jsonPath("$.exportedFrom.workflowId")
        .isEqualTo(id)
        .jsonPath("$.exportedFrom.version")
        .isEqualTo(1)
        .jsonPath("$.exportedFrom.exportedAt")
        .isNotEmpty();
    get("/workflows/" + id + "/export?version=draft")
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Renamed")
        .jsonPath("$.exportedFrom.version")
        .isEmpty();
    get("/workflows/" + id + "/export?version=2").expectStatus().isNotFound();
    get("/workflows/" + id + "/export?version=two").expectStatus().isBadRequest();
    get("/workflows/" + UUID.randomUUID() + "/export").expectStatus().isNotFound();
  }

  @Test
  void another_format_is_refused_together_with_all_other_faults() {
    post(
            "/workflows/import",
            Map.of("format", "tributary.workflow/2", "definition", Map.of("nodes", "many")))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[*].pointer")
        .value(
            pointers ->
                assertThat((List<?>) pointers)
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrder("/format", "/name", "/definition/nodes"));
    post("/workflows/import", Map.of("name", "x"))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(2);
    post("/workflows/import", Map.of("format", "tributary.workflow/1", "secret", 1))
        .expectStatus()
        .isBadRequest();
    get("/workflows").expectBody().jsonPath("$.items.length()").isEqualTo(0);
  }

  @Test
  void the_same_key_imports_once_and_is_no_key_of_a_creation() {
    var document = body(get("/workflows/" + created(shortest()) + "/export"));
    var first =
        body(
            post("/workflows/import", document, "Idempotency-Key", "k").expectStatus().isCreated());

    assertThat(body(post("/workflows/import", document, "Idempotency-Key", "k")).get("id"))
        .isEqualTo(first.get("id"));
    post("/workflows", Map.of("name", "Welcome"), "Idempotency-Key", "k")
        .expectStatus()
        .isEqualTo(422);
  }

  @Test
  void a_definition_is_checked_without_being_stored() {
    var definition = shortest().node("lost", "ACTION_TELEPORT").settings(Map.of("x", 1)).toMap();

    post("/workflows/validate", Map.of("definition", definition))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.valid")
        .isEqualTo(false)
        .jsonPath("$.errors[*].code")
        .value(
            codes ->
                assertThat((List<?>) codes)
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrder("unknown-type", "unreachable", "unknown-property"));
    post("/workflows/validate", Map.of("definition", shortest().toMap()))
        .expectBody()
        .jsonPath("$.valid")
        .isEqualTo(true)
        .jsonPath("$.errors.length()")
        .isEqualTo(0);
    post("/workflows/validate", Map.of("definition", Map.of("nodes", 1)))
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/nodes");
    post("/workflows/validate", Map.of()).expectStatus().isBadRequest();
    get("/workflows").expectBody().jsonPath("$.items.length()").isEqualTo(0);
  }
}
