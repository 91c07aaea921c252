package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Telling versions apart, and going back to one.
class WorkflowVersionApiTests extends WorkflowApiTest {
  private String twice() {
    var id = created(shortest().settings(Map.of("debounce", Map.of("seconds", 5))));
    publish(id);
    put(
            "/workflows/" + id,
            replacement(
                "Renamed",
                shortest().node("n", "CONTROL_DELAY", Map.of("seconds", 1)).edge("t", "n"),
                2))
        .expectStatus()
        .isOk();
    return id;
  }

  @Test
  void a_version_differs_from_the_draft_and_from_other_versions() {
    var id = twice();

    get("/workflows/" + id + "/versions/1/diff")
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.from")
        .isEqualTo(1)
        .jsonPath("$.to")
        .isEmpty()
        .jsonPath("$.nodes.added[0].id")
        .isEqualTo("n")
        .jsonPath("$.nodes.removed.length()")
        .isEqualTo(0)
        .jsonPath("$.nodes.changed.length()")
        .isEqualTo(0)
        .jsonPath("$.edges.added[0].id")
        .isEqualTo("t-n")
        .jsonPath("$.settings[0].pointer")
        .isEqualTo("/settings/debounce")
        .jsonPath("$.settings[0].kind")
        .isEqualTo("REMOVED")
        .jsonPath("$.settings[0].before.seconds")
        .isEqualTo(5)
        .jsonPath("$.moved")
        .isEqualTo(false);
    get("/workflows/" + id + "/versions/1/diff?to=1")
        .expectBody()
        .jsonPath("$.to")
        .isEqualTo(1)
        .jsonPath("$.nodes.added.length()")
        .isEqualTo(0);
  }

  @Test
  void what_is_not_there_cannot_be_compared() {
    var id = twice();

    get("/workflows/" + id + "/versions/2/diff").expectStatus().isNotFound();
    get("/workflows/" + id + "/versions/1/diff?to=2").expectStatus().isNotFound();
    get("/workflows/" + UUID.randomUUID() + "/versions/1/diff").expectStatus().isNotFound();
    for (var to : List.of("", "latest", "-1", "9999999999")) {
      get("/workflows/" + id + "/versions/1/diff?to=" + to + "x").expectStatus().isBadRequest();
    }
  }

  @Test
  void a_restored_version_is_the_draft_under_the_names_of_today() {
    var id = twice();
    var path = "/workflows/" + id + "/versions/1/restore";

    post(path).expectStatus().isEqualTo(428);
    post(path, Map.of(), "If-Match", "\"2\"").expectStatus().isEqualTo(412);
    post(path, Map.of(), "If-Match", "\"3\"")
        .expectStatus()
        .isOk()
        .expectHeader()
        .valueEquals("ETag", "\"4\"")
        .expectBody()
        .jsonPath("$.name")
        .isEqualTo("Renamed")
        .jsonPath("$.definition.nodes.length()")
        .isEqualTo(2)
        .jsonPath("$.definition.settings.debounce.seconds")
        .isEqualTo(5)
        .jsonPath("$.publishedVersion")
        .isEqualTo(1);

    var diff = body(get("/workflows/" + id + "/versions/1/diff"));
    assertThat(diff).containsEntry("settings", List.of()).containsEntry("reordered", List.of());
    get("/workflow-nodes?scope=DRAFT&workflowId=" + id)
        .expectBody()
        .jsonPath("$.items[*].nodeId")
        .isEqualTo(List.of("t", "z"));
  }

  @Test
  void neither_an_archived_workflow_nor_a_version_that_is_not_there_is_restored() {
    var id = twice();
    post("/workflows/" + id + "/versions/7/restore", Map.of(), "If-Match", "\"3\"")
        .expectStatus()
        .isNotFound();
    post("/workflows/" + id + "/archive").expectStatus().isOk();

    post("/workflows/" + id + "/versions/1/restore", Map.of(), "If-Match", "\"4\"")
        .expectStatus()
        .isEqualTo(409);
  }
}
