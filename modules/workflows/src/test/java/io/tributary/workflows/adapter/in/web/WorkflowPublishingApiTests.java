package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Publishing, and what a workflow goes through afterwards.
class WorkflowPublishingApiTests extends WorkflowApiTest {
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
}
