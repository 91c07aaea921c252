package io.tributary.workflows.adapter.in.web;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

/// Lists, tenants, and what workflows are built of.
class WorkflowApiTests extends WorkflowApiTest {
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
    var more =
        Map.of(
            "/workflows/" + id + "/versions/1/diff",
            HttpMethod.GET,
            "/workflows/" + id + "/versions/1/restore",
            HttpMethod.POST,
            "/workflows/" + id + "/export",
            HttpMethod.GET,
            "/workflow-nodes",
            HttpMethod.GET,
            "/workflow-edges",
            HttpMethod.GET);

    BiConsumer<String, HttpMethod> refused =
        (path, method) -> {
          isNotFound(other, method, tenant.path(path));
          if (path.contains(id)) {
            isNotFound(other, method, other.path(path));
          }
        };
    endpoints.forEach(refused);
    more.forEach(refused);
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

  private static void isNotFound(Tenant caller, HttpMethod method, String path) {
    caller
        .http()
        .method(method)
        .uri(path)
        .header("If-Match", "\"2\"")
        .exchange()
        .expectStatus()
        .isNotFound();
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
