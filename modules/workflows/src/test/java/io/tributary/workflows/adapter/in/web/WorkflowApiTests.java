package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ModuleTest
class WorkflowApiTests {
  @Autowired WebTestClient client;
  private Tenant tenant;

  @BeforeEach
  void freshTenant() {
    tenant = Tenant.create(client);
  }

  private ResponseSpec post(String path, Object body) {
    return tenant.http().post().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  private ResponseSpec post(String path) {
    return tenant.http().post().uri(tenant.path(path)).exchange();
  }

  private ResponseSpec get(String path) {
    return tenant.http().get().uri(tenant.path(path)).exchange();
  }

  private ResponseSpec put(String path, Object body) {
    return tenant.http().put().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> body(ResponseSpec response) {
    return response.expectBody(Map.class).returnResult().getResponseBody();
  }

  private String created(Graph definition) {
    var created =
        body(
            post("/workflows", Map.of("name", "Welcome", "definition", definition.toMap()))
                .expectStatus()
                .isCreated());
    return (String) created.get("id");
  }

  private static Map<String, Object> replacement(String name, Graph definition, int version) {
    return Map.of("name", name, "definition", definition.toMap(), "version", version);
  }

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
  void publishing_refuses_with_all_faults_each_at_its_node_or_edge() {
    var id = created(shortest().node("lost", "CONTROL_END").edge("t2", "t", "ghost", "odd", null));

    post("/workflows/" + id + "/publish")
        .expectStatus()
        .isEqualTo(422)
        .expectHeader()
        .contentType("application/problem+json")
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:workflow-invalid")
        .jsonPath("$.errors.length()")
        .isEqualTo(3)
        .jsonPath("$.errors[?(@.code == 'unreachable' && @.nodeId == 'lost')].pointer")
        .isEqualTo("/nodes/2")
        .jsonPath("$.errors[?(@.code == 'unknown-handle' && @.edgeId == 't2')].pointer")
        .isEqualTo("/edges/1/sourceHandle")
        .jsonPath("$.errors[?(@.code == 'dangling' && @.edgeId == 't2')].pointer")
        .isEqualTo("/edges/1/target");
    post("/workflows/" + id + "/validate")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.valid")
        .isEqualTo(false)
        .jsonPath("$.errors.length()")
        .isEqualTo(3);
    get("/workflows/" + id).expectBody().jsonPath("$.status").isEqualTo("DRAFT");
  }

  @Test
  void published_versions_stay_as_they_are_while_the_draft_goes_on() {
    var id = created(shortest());
    post("/workflows/" + id + "/publish")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"2\"")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("PUBLISHED")
        .jsonPath("$.publishedVersion")
        .isEqualTo(1);

    put("/workflows/" + id, replacement("Renamed", graph().node("a", "TRIGGER_MANUAL"), 2))
        .expectStatus()
        .isOk();
    get("/workflows/" + id + "/versions/1")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Welcome")
        .jsonPath("$.definition.nodes.length()")
        .isEqualTo(2);
    post("/workflows/" + id + "/publish").expectStatus().isOk();

    get("/workflows/" + id + "/versions")
        .expectBody()
        .jsonPath("$.items[*].version")
        .isEqualTo(List.of(2, 1))
        .jsonPath("$.items[0].name")
        .isEqualTo("Renamed")
        .jsonPath("$.nextCursor")
        .isEmpty();
    get("/workflows/" + id + "/versions/1")
        .expectBody()
        .jsonPath("$.definition.nodes.length()")
        .isEqualTo(2);
    get("/workflows/" + id + "/versions/3").expectStatus().isNotFound();
    get("/workflows/" + id + "/versions/0").expectStatus().isNotFound();
  }

  @Test
  void versions_are_paged_newest_first() {
    var id = created(shortest());
    IntStream.range(0, 3).forEach(i -> post("/workflows/" + id + "/publish").expectStatus().isOk());

    var first = body(get("/workflows/" + id + "/versions?limit=2"));
    var second =
        body(get("/workflows/" + id + "/versions?limit=2&cursor=" + first.get("nextCursor")));

    assertThat(first.get("items").toString()).contains("version=3", "version=2");
    assertThat(second.get("items").toString()).contains("version=1").doesNotContain("version=2");
    assertThat(second.get("nextCursor")).isNull();
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
  void of_many_writers_with_the_same_version_one_wins() {
    var id = created(shortest());

    var statuses =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(
                i ->
                    put("/workflows/" + id, replacement("Writer " + i, shortest(), 1))
                        .expectBody()
                        .returnResult()
                        .getStatus()
                        .value())
            .toList();

    assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
  }

  @Test
  void many_publications_at_once_are_numbered_without_gaps() {
    var id = created(shortest());

    IntStream.range(0, 6)
        .parallel()
        .forEach(i -> post("/workflows/" + id + "/publish").expectStatus().isOk());

    get("/workflows/" + id + "/versions")
        .expectBody()
        .jsonPath("$.items[*].version")
        .isEqualTo(List.of(6, 5, 4, 3, 2, 1));
  }

  @Test
  void a_workflow_is_paused_resumed_and_archived() {
    var id = created(shortest());
    var path = "/workflows/" + id;
    post(path + "/pause").expectStatus().isEqualTo(409);
    post(path + "/publish").expectStatus().isOk();
    post(path + "/resume")
        .expectStatus()
        .isEqualTo(409)
        .expectBody()
        .jsonPath("$.state")
        .isEqualTo("PUBLISHED");
    post(path + "/pause").expectBody().jsonPath("$.status").isEqualTo("PAUSED");
    post(path + "/publish").expectBody().jsonPath("$.status").isEqualTo("PAUSED");
    post(path + "/resume")
        .expectBody()
        .jsonPath("$.status")
        .isEqualTo("PUBLISHED")
        .jsonPath("$.publishedVersion")
        .isEqualTo(2);
    post(path + "/archive").expectBody().jsonPath("$.status").isEqualTo("ARCHIVED");

    for (var step : List.of("/publish", "/pause", "/resume", "/archive")) {
      post(path + step).expectStatus().isEqualTo(409);
    }
    put(path, replacement("x", shortest(), 6)).expectStatus().isEqualTo(409);
    get(path).expectStatus().isOk();
  }

  @Test
  void lists_are_newest_first_by_status_and_paged() {
    var ids = new ArrayList<String>();
    IntStream.range(0, 5).forEach(i -> ids.addFirst(created(shortest())));
    post("/workflows/" + ids.get(1) + "/publish").expectStatus().isOk();

    var first = body(get("/workflows?limit=3"));
    var second = body(get("/workflows?limit=3&cursor=" + first.get("nextCursor")));
    var listed = new ArrayList<Object>();
    idsOf(first, listed);
    idsOf(second, listed);

    assertThat(listed).isEqualTo(ids);
    assertThat(second.get("nextCursor")).isNull();
    get("/workflows?status=PUBLISHED")
        .expectBody()
        .jsonPath("$.items[*].id")
        .isEqualTo(List.of(ids.get(1)))
        .jsonPath("$.items[0].definition")
        .doesNotExist();
    get("/workflows?status=DRAFT&cursor=" + first.get("nextCursor")).expectStatus().isBadRequest();
    get("/workflows?status=LOST").expectStatus().isBadRequest();
  }

  private static void idsOf(Map<String, Object> page, List<Object> into) {
    ((List<?>) page.get("items")).forEach(item -> into.add(((Map<?, ?>) item).get("id")));
  }

  @Test
  void another_tenant_finds_nothing_anywhere() {
    var id = created(shortest());
    post("/workflows/" + id + "/publish").expectStatus().isOk();
    var other = Tenant.create(client);
    var replacement = replacement("Stolen", shortest(), 2);
    var endpoints =
        Map.of(
            "/workflows/" + id,
            HttpMethod.GET,
            "/workflows/" + id + "/validate",
            HttpMethod.POST,
            "/workflows/" + id + "/publish",
            HttpMethod.POST,
            "/workflows/" + id + "/pause",
            HttpMethod.POST,
            "/workflows/" + id + "/resume",
            HttpMethod.POST,
            "/workflows/" + id + "/archive",
            HttpMethod.POST,
            "/workflows/" + id + "/versions",
            HttpMethod.GET,
            "/workflows/" + id + "/versions/1",
            HttpMethod.GET,
            "/workflows",
            HttpMethod.GET,
            "/node-types",
            HttpMethod.GET);

    endpoints.forEach(
        (path, method) -> {
          other.http().method(method).uri(tenant.path(path)).exchange().expectStatus().isNotFound();
          if (path.contains(id)) {
            other
                .http()
                .method(method)
                .uri(other.path(path))
                .exchange()
                .expectStatus()
                .isNotFound();
          }
        });
    for (var path : List.of(tenant.path("/workflows/" + id), other.path("/workflows/" + id))) {
      other.http().put().uri(path).bodyValue(replacement).exchange().expectStatus().isNotFound();
    }
    other
        .http()
        .post()
        .uri(tenant.path("/workflows"))
        .bodyValue(Map.of("name", "x"))
        .exchange()
        .expectStatus()
        .isNotFound();
    get("/workflows/" + UUID.randomUUID()).expectStatus().isNotFound();
    get("/workflows/" + id).expectBody().jsonPath("$.status").isEqualTo("PUBLISHED");
  }

  @Test
  void node_types_say_what_they_are() {
    get("/node-types")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[?(@.type == 'CONTROL_END')].end")
        .isEqualTo(true)
        .jsonPath("$.items[?(@.type == 'TRIGGER_MANUAL')].trigger")
        .isEqualTo(true)
        .jsonPath("$.items[?(@.type == 'ACTION_SEND_EMAIL')].handles[0]")
        .isEqualTo("error")
        .jsonPath("$.items[?(@.type == 'ACTION_SEND_EMAIL')].configSchema.type")
        .isEqualTo("object");
  }
}
