package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ExecutionApiTests extends EngineTest {
  private ResponseSpec start(String workflow, String key, Map<String, Object> body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/workflows/" + workflow + "/executions"))
        .header("Idempotency-Key", key)
        .bodyValue(body)
        .exchange();
  }

  @Test
  void a_key_starts_once_and_refuses_another_body() {
    var workflow = published(shortest());
    var ids = new HashSet<Object>();

    IntStream.range(0, 5)
        .parallel()
        .mapToObj(
            i ->
                start(workflow, "same", Map.of("input", Map.of("a", 1)))
                    .expectStatus()
                    .isCreated()
                    .expectBody(Map.class)
                    .returnResult()
                    .getResponseBody()
                    .get("executionId"))
        .forEachOrdered(ids::add);

    assertThat(ids).hasSize(1);
    start(workflow, "same", Map.of("input", Map.of("a", 2))).expectStatus().isEqualTo(422);
    assertThat(items("/executions?workflowId=" + workflow)).hasSize(1);
  }

  @Test
  void only_published_and_active_workflows_are_started_and_only_for_leads_that_are_there() {
    var draft =
        (String)
            post("/workflows", Map.of("name", "Draft", "definition", shortest().toMap())).get("id");
    var paused = published(shortest());
    post("/workflows/" + paused + "/pause", Map.of());
    var active = published(shortest());

    start(draft, "k", Map.of()).expectStatus().isEqualTo(409);
    start(paused, "k", Map.of()).expectStatus().isEqualTo(409);
    start(UUID.randomUUID().toString(), "k", Map.of()).expectStatus().isNotFound();
    start(active, "k", Map.of("leadId", UUID.randomUUID())).expectStatus().isBadRequest();
    start(active, "k", Map.of("unknown", 1)).expectStatus().isBadRequest();
    start(active, "k", Map.of("input", Map.of("zero", "a\0b", "ü", List.of(1, "\uD83D\uDE00"))))
        .expectStatus()
        .isCreated();
  }

  @Test
  void lists_go_newest_first_by_pages_and_filters() {
    var one = published(shortest());
    var other = published(shortest());
    var lead = lead("list@example.org");
    var first = started(one, Map.of("leadId", lead));
    var second = started(one);
    var third = started(other);
    List.of(first, second, third).forEach(id -> awaitStatus(id, "COMPLETED"));

    assertThat(ids("/executions")).containsExactly(third, second, first);
    assertThat(ids("/executions?workflowId=" + one)).containsExactly(second, first);
    assertThat(ids("/executions?leadId=" + lead)).containsExactly(first);
    assertThat(ids("/executions?status=completed&workflowId=" + other)).containsExactly(third);
    assertThat(ids("/executions?status=FAILED")).isEmpty();
    assertThat(ids("/executions?from=2000-01-01T00:00:00Z&to=2001-01-01T00:00:00Z")).isEmpty();
    assertThat(ids("/executions?from=2000-01-01T00:00:00Z")).hasSize(3);
    var page = get("/executions?limit=2");
    assertThat(ids("/executions?limit=2&cursor=" + page.get("nextCursor"))).containsExactly(first);
    assertThat(items("/executions/" + first + "/logs?limit=1")).hasSize(1);
    tenant
        .http()
        .get()
        .uri(tenant.path("/executions?status=x&leadId=y&from=z"))
        .exchange()
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(3);
  }

  private List<Object> ids(String path) {
    return items(path).stream().map(item -> item.get("id")).toList();
  }

  @Test
  void nothing_of_another_tenant_is_there() {
    var workflow = published(shortest());
    var execution = started(workflow);
    var stranger = Tenant.create(client);

    for (var path :
        List.of(
            "/executions/" + execution,
            "/executions/" + execution + "/steps",
            "/executions/" + execution + "/logs")) {
      stranger.http().get().uri(stranger.path(path)).exchange().expectStatus().isNotFound();
      stranger.http().get().uri(tenant.path(path)).exchange().expectStatus().isNotFound();
    }
    for (var path :
        List.of("/executions/" + execution + "/cancel", "/workflows/" + workflow + "/executions")) {
      stranger.http().post().uri(stranger.path(path)).exchange().expectStatus().isNotFound();
      stranger.http().post().uri(tenant.path(path)).exchange().expectStatus().isNotFound();
    }
    for (var path : List.of("/executions", "/mailbox", "/webhook-secret")) {
      stranger.http().get().uri(tenant.path(path)).exchange().expectStatus().isNotFound();
    }
    stranger
        .http()
        .method(HttpMethod.POST)
        .uri(tenant.path("/webhook-secret"))
        .exchange()
        .expectStatus()
        .isNotFound();
    stranger
        .http()
        .get()
        .uri(stranger.path("/executions?workflowId=" + workflow))
        .exchange()
        .expectBody()
        .jsonPath("$.items.length()")
        .isEqualTo(0);
  }

  @Test
  void a_secret_is_kept_until_it_is_replaced_and_then_both_sign_for_a_day() {
    var first = get("/webhook-secret");
    assertThat((String) first.get("secret")).startsWith("whsec_");
    assertThat(get("/webhook-secret").get("secret")).isEqualTo(first.get("secret"));

    var rotated = post("/webhook-secret", Map.of());

    assertThat(rotated.get("secret")).isNotEqualTo(first.get("secret"));
    assertThat(rotated.get("formerValidUntil")).isNotNull();
    assertThat(get("/webhook-secret").get("secret")).isEqualTo(rotated.get("secret"));
  }

  @Test
  void a_config_is_checked_whole() {
    var bad =
        graph()
            .node("t", "TRIGGER_FORM_RESPONSE", Map.of("formId", "x"))
            .node("d", "CONTROL_DELAY", Map.of("duration", "P2Y", "hours", -1))
            .node("u", "ACTION_UPDATE_LEAD", Map.of("changes", Map.of("id", "1")))
            .node(
                "m", "ACTION_SEND_EMAIL", Map.of("to", "{{#x}}", "retry", Map.of("attempts", 101)))
            .node(
                "h",
                "ACTION_HTTP_REQUEST",
                Map.of(
                    "url",
                    "ftp://example.com",
                    "method",
                    "TRACE",
                    "headers",
                    Map.of("Host", "x", "webhook-id", "y")))
            .node("z", "CONTROL_END", Map.of("outcome", "Per haps"))
            .edge("t", "d")
            .edge("d", "u")
            .edge("u", "m")
            .edge("m", "h")
            .edge("h", "z");
    var id = post("/workflows", Map.of("name", "Bad", "definition", bad.toMap())).get("id");

    var answer =
        new String(
            tenant
                .http()
                .post()
                .uri(tenant.path("/workflows/" + id + "/publish"))
                .exchange()
                .expectStatus()
                .is4xxClientError()
                .expectBody()
                .returnResult()
                .getResponseBody(),
            java.nio.charset.StandardCharsets.UTF_8);

    for (var fault :
        List.of(
            "formId",
            "duration",
            "hours",
            "changes/id",
            "/to",
            "subject",
            "attempts",
            "/url",
            "method",
            "headers/Host",
            "headers/webhook-id",
            "outcome")) {
      assertThat(answer).contains(fault);
    }
  }
}
