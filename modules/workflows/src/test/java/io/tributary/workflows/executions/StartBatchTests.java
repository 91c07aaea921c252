package io.tributary.workflows.executions;

import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class StartBatchTests extends EngineTest {
  private ResponseSpec batch(String workflow, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path("/workflows/" + workflow + "/executions/batch"))
        .bodyValue(body)
        .exchange();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> answer(ResponseSpec response) {
    return response.expectStatus().isOk().expectBody(Map.class).returnResult().getResponseBody();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> itemsOf(Map<String, Object> answer) {
    return (List<Map<String, Object>>) answer.get("items");
  }

  @SuppressWarnings("unchecked")
  private static List<String> pointers(Map<String, Object> item) {
    var error = (Map<String, Object>) item.get("error");
    return ((List<Map<String, Object>>) error.get("errors"))
        .stream().map(fault -> (String) fault.get("pointer")).toList();
  }

  @Test
  void five_hundred_items_are_started_each_once_and_answered_in_their_order() {
    var workflow = published(shortest());
    var wanted =
        IntStream.range(0, 500)
            .mapToObj(i -> Map.of("idempotencyKey", "k" + i, "correlationId", "c" + i))
            .toList();

    var first = answer(batch(workflow, Map.of("items", wanted)));
    var again = answer(batch(workflow, Map.of("items", wanted)));

    assertThat(first.get("started")).isEqualTo(500);
    assertThat(again.get("started")).isEqualTo(0);
    assertThat(itemsOf(again)).isEqualTo(itemsOf(first));
    var last = (String) itemsOf(first).getLast().get("executionId");
    assertThat(awaitStatus(last, "COMPLETED").get("correlationId")).isEqualTo("c499");
  }

  @Test
  void an_item_with_a_fault_costs_no_other_one_anything() {
    var workflow = published(shortest());
    var lead = lead("batch@example.org");
    var strange = UUID.randomUUID();
    var items =
        List.<Map<String, Object>>of(
            Map.of("leadId", lead, "priority", "HIGH"),
            Map.of("leadId", strange),
            Map.of("idempotencyKey", " "),
            Map.of("idempotencyKey", "x".repeat(201), "correlationId", ""),
            Map.of("input", Map.of("text", "x".repeat(140_000))),
            Map.of("idempotencyKey", "same", "input", Map.of("n", 1)),
            Map.of("idempotencyKey", "same", "input", Map.of("n", 1)),
            Map.of("idempotencyKey", "same", "input", Map.of("n", 2)),
            Map.of("idempotencyKey", "a\0b"),
            Map.of("correlationId", "\uD83D\uDE00".repeat(100), "input", Map.of("a", "b\0c")));

    var answer = answer(batch(workflow, Map.of("items", items)));

    assertThat(answer.get("started")).isEqualTo(3);
    var results = itemsOf(answer);
    assertThat(results).hasSize(10);
    assertThat(results.get(5)).isEqualTo(results.get(6));
    for (var index : List.of(0, 5, 9)) {
      awaitStatus((String) results.get(index).get("executionId"), "COMPLETED");
    }
    assertThat(pointers(results.get(1))).containsExactly("/items/1/leadId");
    assertThat(pointers(results.get(2))).containsExactly("/items/2/idempotencyKey");
    assertThat(pointers(results.get(3)))
        .containsExactly("/items/3/idempotencyKey", "/items/3/correlationId");
    assertThat(pointers(results.get(4))).containsExactly("/items/4/input");
    assertThat(pointers(results.get(7))).containsExactly("/items/7/idempotencyKey");
    assertThat(pointers(results.get(8))).containsExactly("/items/8/idempotencyKey");
    assertThat(((Map<?, ?>) results.get(7).get("error")).get("status")).isEqualTo(422);
    assertThat(((Map<?, ?>) results.get(1).get("error")).get("type"))
        .isEqualTo("urn:tributary:problem:invalid-input");
  }

  @Test
  void a_key_means_the_same_in_a_batch_and_alone() {
    var workflow = published(shortest());
    var item = new LinkedHashMap<String, Object>(Map.of("correlationId", "order-1"));
    var alone =
        tenant
            .http()
            .post()
            .uri(tenant.path("/workflows/" + workflow + "/executions"))
            .header("Idempotency-Key", "k")
            .bodyValue(item)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    item.put("idempotencyKey", "k");

    var answer = answer(batch(workflow, Map.of("items", List.of(item))));

    assertThat(answer.get("started")).isEqualTo(0);
    assertThat(itemsOf(answer)).containsExactly(Map.of("executionId", alone.get("executionId")));
    item.put("priority", "LOW");
    assertThat(
            pointers(itemsOf(answer(batch(workflow, Map.of("items", List.of(item))))).getFirst()))
        .containsExactly("/items/0/idempotencyKey");
  }

  @Test
  void batches_that_come_at_once_start_each_key_once() {
    var workflow = published(shortest());
    var items =
        IntStream.range(0, 50)
            .mapToObj(i -> Map.<String, Object>of("idempotencyKey", "k" + i))
            .toList();

    var answers =
        IntStream.range(0, 6)
            .parallel()
            .mapToObj(
                i -> {
                  var mixed = new ArrayList<>(items);
                  java.util.Collections.rotate(mixed, i * 7);
                  return answer(batch(workflow, Map.of("items", mixed)));
                })
            .toList();

    assertThat(answers.stream().mapToInt(answer -> (int) answer.get("started")).sum())
        .isEqualTo(50);
    assertThat(answers.stream().flatMap(answer -> itemsOf(answer).stream()).distinct()).hasSize(50);
  }

  @Test
  void a_body_of_another_shape_is_refused_whole_with_every_fault() {
    var workflow = published(shortest());
    var items =
        List.of(
            Map.of("leadId", "x", "input", List.of(), "colour", 1),
            "item",
            Map.of("idempotencyKey", 1, "correlationId", true, "priority", "high"),
            Map.of());

    batch(workflow, Map.of("items", items, "more", 1))
        .expectStatus()
        .isBadRequest()
        .expectBody()
        .jsonPath("$.errors.length()")
        .isEqualTo(8);
    for (var body :
        List.of(
            Map.of(),
            Map.of("items", List.of()),
            Map.of("items", "x"),
            Map.of("items", java.util.Collections.nCopies(501, Map.of())))) {
      batch(workflow, body).expectStatus().isBadRequest();
    }
    assertThat(items("/executions?workflowId=" + workflow)).isEmpty();
  }

  @Test
  void only_a_workflow_of_the_tenant_that_is_active_is_started_but_keys_are_still_answered() {
    var workflow = published(shortest());
    var keyed = Map.of("items", List.of(Map.of("idempotencyKey", "k")));
    var first = answer(batch(workflow, keyed));
    post("/workflows/" + workflow + "/pause", Map.of());
    var stranger = Tenant.create(client);

    assertThat(itemsOf(answer(batch(workflow, keyed)))).isEqualTo(itemsOf(first));
    batch(workflow, Map.of("items", List.of(Map.of()))).expectStatus().isEqualTo(409);
    batch(UUID.randomUUID().toString(), keyed).expectStatus().isNotFound();
    stranger
        .http()
        .post()
        .uri(stranger.path("/workflows/" + workflow + "/executions/batch"))
        .bodyValue(keyed)
        .exchange()
        .expectStatus()
        .isNotFound();
  }

  @Test
  void a_start_takes_a_correlation_id_and_a_priority() {
    var workflow = published(shortest());
    var execution = started(workflow, Map.of("correlationId", "order-7", "priority", "HIGH"));

    assertThat(awaitStatus(execution, "COMPLETED").get("correlationId")).isEqualTo("order-7");
    for (var body :
        List.of(
            Map.of("correlationId", ""),
            Map.of("correlationId", "x".repeat(201)),
            Map.of("priority", "URGENT"))) {
      tenant
          .http()
          .post()
          .uri(tenant.path("/workflows/" + workflow + "/executions"))
          .bodyValue(body)
          .exchange()
          .expectStatus()
          .isBadRequest();
    }
  }
}
