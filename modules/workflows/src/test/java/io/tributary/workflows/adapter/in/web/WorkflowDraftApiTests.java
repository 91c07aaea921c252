package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/// Creating and editing drafts.
class WorkflowDraftApiTests extends WorkflowApiTest {
  @Test
  void a_draft_comes_back_as_it_was_drawn() {
    var definition = shortest().node("ü\uD83D\uDE00", "FUTURE_TYPE", Map.of("deep", List.of()));

    var response =
        post("/workflows", Map.of("name", " Grüße ", "definition", definition.toMap()))
            .expectStatus()
            .isCreated()
            .expectHeader()
            .valueEquals("ETag", "\"1\"");
    var location = response.expectBody().returnResult().getResponseHeaders().getLocation();

    tenant
        .http()
        .get()
        .uri(location.toString())
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"1\"")
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Grüße")
        .jsonPath("$.description")
        .isEqualTo("")
        .jsonPath("$.status")
        .isEqualTo("DRAFT")
        .jsonPath("$.version")
        .isEqualTo(1)
        .jsonPath("$.publishedVersion")
        .isEmpty()
        .jsonPath("$.definition.viewport.zoom")
        .isEqualTo(1.25)
        .jsonPath("$.definition.nodes[2].id")
        .isEqualTo("ü\uD83D\uDE00")
        .jsonPath("$.definition.nodes[0].position.x")
        .isEqualTo(1.5)
        .jsonPath("$.createdAt")
        .isNotEmpty();
  }

  @Test
  void a_workflow_can_begin_with_nothing_but_a_name() {
    var id = body(post("/workflows", Map.of("name", "Empty")).expectStatus().isCreated()).get("id");

    assertThat(body(post("/workflows/" + id + "/validate").expectStatus().isOk()))
        .containsEntry("valid", false);
  }

  @Test
  void a_draft_of_a_wrong_shape_is_refused_with_every_fault() {
    var request = new HashMap<String, Object>();
    request.put("name", "  ");
    request.put("description", "d".repeat(2_001));
    request.put("definition", Map.of("nodes", List.of("x"), "edges", "y", "note", "a\u0000b"));

    post("/workflows", request)
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:invalid-input")
        .jsonPath("$.errors[*].pointer")
        .value(
            pointers ->
                assertThat((List<?>) pointers)
                    .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                    .containsExactlyInAnyOrder(
                        "/name",
                        "/description",
                        "/definition/nodes/0",
                        "/definition/edges",
                        "/definition/note"));
    post("/workflows", Map.of("name", "x", "definitoin", 5))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors[0].pointer")
        .isEqualTo("/definitoin");
    post("/workflows", Map.of("name", "x", "definition", List.of())).expectStatus().isBadRequest();
  }

  @Test
  void a_stale_write_changes_nothing() {
    var id = created(shortest());
    var uri = tenant.path("/workflows/" + id);
    put("/workflows/" + id, replacement("Second", shortest(), 1)).expectStatus().isOk();

    put("/workflows/" + id, replacement("Third", shortest(), 1)).expectStatus().isEqualTo(409);
    tenant
        .http()
        .put()
        .uri(uri)
        .header("If-Match", "\"1\"")
        .bodyValue(Map.of("name", "Third", "definition", Map.of()))
        .exchange()
        .expectStatus()
        .isEqualTo(412)
        .expectBody()
        .jsonPath("$.current")
        .isEqualTo(2);
    put("/workflows/" + id, Map.of("name", "Third", "definition", Map.of()))
        .expectStatus()
        .isEqualTo(428);
    for (var step : List.of("/publish", "/pause", "/resume", "/archive")) {
      tenant
          .http()
          .post()
          .uri(uri + step)
          .header("If-Match", "\"1\"")
          .exchange()
          .expectStatus()
          .isEqualTo(412);
    }
    get("/workflows/" + id)
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Second")
        .jsonPath("$.version")
        .isEqualTo(2);
  }

  @Test
  void of_fifty_writers_with_the_same_version_one_wins() throws Exception {
    var id = created(shortest());

    var statuses = new ArrayList<Integer>();
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 50)
              .mapToObj(i -> writers.submit(() -> write(id, "Writer " + i, shortest(), 1)))
              .toList();
      for (var write : writes) {
        statuses.add(write.get());
      }
    }

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
    get("/workflows/" + id).expectBody().jsonPath("$.version").isEqualTo(2);
  }

  @Test
  void writers_who_read_again_after_a_refusal_lose_nothing() throws Exception {
    var id = created(shortest());

    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      var writes =
          IntStream.range(0, 10).mapToObj(i -> writers.submit(() -> addNode(id, "w" + i))).toList();
      for (var write : writes) {
        write.get();
      }
    }

    get("/workflows/" + id)
        .expectBody()
        .jsonPath("$.version")
        .isEqualTo(11)
        .jsonPath("$.definition.nodes.length()")
        .isEqualTo(12);
    get("/workflow-nodes?scope=DRAFT&workflowId=" + id)
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(12);
  }

  @SuppressWarnings("unchecked")
  private void addNode(String workflow, String node) {
    int status;
    do {
      var current = body(get("/workflows/" + workflow));
      var definition = shortest();
      var nodes =
          (List<Map<String, Object>>)
              ((Map<String, Object>) current.get("definition")).get("nodes");
      nodes.stream()
          .map(each -> (String) each.get("id"))
          .filter(id -> id.startsWith("w"))
          .forEach(id -> definition.node(id, "CONTROL_END"));
      definition.node(node, "CONTROL_END");
      status = write(workflow, "Welcome", definition, (int) current.get("version"));
    } while (status != 200);
  }

  private int write(String workflow, String name, Graph definition, int version) {
    return tenant
        .http()
        .put()
        .uri(tenant.path("/workflows/" + workflow))
        .header("If-Match", "\"" + version + "\"")
        .bodyValue(Map.of("name", name, "definition", definition.toMap()))
        .exchange()
        .expectBody()
        .returnResult()
        .getStatus()
        .value();
  }

  @Test
  void the_same_key_creates_once_and_is_answered_alike() {
    var request = Map.of("name", "Once", "definition", shortest().toMap());
    var first =
        body(post("/workflows", request, "Idempotency-Key", "k-1").expectStatus().isCreated());
    put("/workflows/" + first.get("id"), replacement("Renamed", shortest(), 1))
        .expectStatus()
        .isOk();

    post("/workflows", request, "Idempotency-Key", "k-1")
        .expectStatus()
        .isCreated()
        .expectHeader()
        .valueEquals("Location", tenant.path("/workflows/" + first.get("id")))
        .expectHeader()
        .valueEquals("ETag", "\"2\"")
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Renamed");

    post("/workflows", Map.of("name", "Other"), "Idempotency-Key", "k-1")
        .expectStatus()
        .isEqualTo(422)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:idempotency-key-reused");
    post("/workflows", request, "Idempotency-Key", "k-2").expectStatus().isCreated();
    for (var key : List.of("k".repeat(201), "a b")) {
      post("/workflows", request, "Idempotency-Key", key).expectStatus().isBadRequest();
    }
    get("/workflows").expectBody().jsonPath("$.items.length()").isEqualTo(2);
  }

  @Test
  void twenty_at_once_with_the_same_key_create_once() throws Exception {
    var request = Map.of("name", "Once", "definition", shortest().toMap());
    var ids = new HashSet<Object>();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      var creations =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      clients.submit(
                          () ->
                              body(
                                  post("/workflows", request, "Idempotency-Key", "same")
                                      .expectStatus()
                                      .isCreated())))
              .toList();
      for (var creation : creations) {
        ids.add(creation.get().get("id"));
      }
    }

    assertThat(ids).hasSize(1);
    get("/workflows").expectBody().jsonPath("$.items.length()").isEqualTo(1);
  }

  @Test
  void another_workspace_has_keys_of_its_own() {
    var request = Map.of("name", "Once");
    var first = body(post("/workflows", request, "Idempotency-Key", "k")).get("id");
    freshTenant();

    assertThat(body(post("/workflows", request, "Idempotency-Key", "k").expectStatus().isCreated()))
        .doesNotContainEntry("id", first);
  }
}
