package io.tributary.workflows.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

@ModuleTest
class EventApiTests {
  @Autowired WebTestClient client;
  private Tenant tenant;

  @BeforeEach
  void fresh() {
    tenant = Tenant.create(client);
  }

  private ResponseSpec post(Object body, @Nullable String key) {
    var request = tenant.http().post().uri(tenant.path("/events"));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return request.bodyValue(body).exchange();
  }

  private String posted(Object body, @Nullable String key) {
    return (String)
        post(body, key)
            .expectStatus()
            .isAccepted()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody()
            .get("eventId");
  }

  @SuppressWarnings("unchecked")
  private Map<String, Object> list(Tenant of, String query) {
    return of.http()
        .get()
        .uri(of.path("/events") + query)
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  @SuppressWarnings("unchecked")
  private List<Object> ids(String query) {
    return ((List<Map<String, Object>>) list(tenant, query).get("items"))
        .stream().map(item -> item.get("id")).toList();
  }

  private static Map<String, Object> event(String name, @Nullable String correlationId) {
    var event = new HashMap<String, Object>();
    event.put("name", name);
    event.put("correlationId", correlationId);
    return event;
  }

  @Test
  @SuppressWarnings("unchecked")
  void what_was_posted_is_listed() {
    var data = Map.of("amount", 12.5, "who", "Zoë \uD83D\uDE00", "lines", List.of(Map.of("n", 1)));
    var id =
        posted(Map.of("name", "payment.received", "correlationId", "a@b.co", "data", data), null);

    var item = ((List<Map<String, Object>>) list(tenant, "").get("items")).getFirst();

    assertThat(item)
        .containsEntry("id", id)
        .containsEntry("name", "payment.received")
        .containsEntry("correlationId", "a@b.co")
        .containsEntry("data", data)
        .containsKey("createdAt");
  }

  @Test
  void the_list_is_newest_first_filtered_and_paged() {
    var first = posted(event("a", "1"), null);
    var second = posted(event("b", "1"), null);
    var third = posted(event("a", null), null);
    var fourth = posted(event("a", "1"), null);

    assertThat(ids("")).containsExactly(fourth, third, second, first);
    assertThat(ids("?name=a")).containsExactly(fourth, third, first);
    assertThat(ids("?correlationId=1")).containsExactly(fourth, second, first);
    assertThat(ids("?name=a&correlationId=1")).containsExactly(fourth, first);
    assertThat(ids("?name=c&correlationId=")).isEmpty();
    var page = list(tenant, "?name=a&limit=2");
    assertThat(ids("?name=a&limit=2&cursor=" + page.get("nextCursor"))).containsExactly(first);
    tenant
        .http()
        .get()
        .uri(tenant.path("/events?name=b&cursor=" + page.get("nextCursor")))
        .exchange()
        .expectStatus()
        .isBadRequest();
  }

  @Test
  void the_same_key_posts_once() {
    var id = posted(event("a", "1"), "k");

    assertThat(posted(event("a", "1"), "k")).isEqualTo(id);
    assertThat(posted(event("a", "1"), "other")).isNotEqualTo(id);
    post(event("a", "2"), "k").expectStatus().isEqualTo(422);
    assertThat(ids("")).hasSize(2);
  }

  @Test
  void the_same_key_at_once_posts_once() {
    var ids =
        IntStream.range(0, 16).parallel().mapToObj(i -> posted(event("a", "1"), "k")).distinct();

    assertThat(ids).hasSize(1);
    assertThat(ids("")).hasSize(1);
  }

  @Test
  void every_fault_is_told_at_once() {
    var body = new HashMap<String, Object>();
    body.put("name", "Payment received");
    body.put("correlationId", "x".repeat(201));
    body.put("data", Map.of("big", "x".repeat(65_536), "a", List.of("b\u0000")));

    var problem =
        post(body, "ä")
            .expectStatus()
            .isBadRequest()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();

    assertThat(problem.get("errors").toString())
        .contains("/name", "/correlationId", "/data", "Idempotency-Key", "too-large", "zero");
  }

  @Test
  void nothing_and_what_is_unknown_are_refused() {
    post(Map.of(), null).expectStatus().isBadRequest();
    post(event("a", ""), null).expectStatus().isBadRequest();
    post(event("a", "b\u0000"), null).expectStatus().isBadRequest();
    post(Map.of("name", "a", "data", List.of()), null).expectStatus().isBadRequest();
    post(Map.of("name", "a", "at", "now"), null).expectStatus().isBadRequest();
    assertThat(ids("")).isEmpty();
  }

  @Test
  void data_of_just_64_kib_is_taken() {
    // {"big":"…"}
    posted(Map.of("name", "a", "data", Map.of("big", "x".repeat(65_536 - 10))), null);

    assertThat(ids("")).hasSize(1);
  }

  @Test
  void another_workspace_sees_nothing_and_has_keys_of_its_own() {
    var mine = posted(event("a", "1"), "k");
    var other = Tenant.create(client);

    assertThat((List<?>) list(other, "").get("items")).isEmpty();
    other.http().get().uri(tenant.path("/events")).exchange().expectStatus().is4xxClientError();
    tenant = other;
    assertThat(posted(event("b", "2"), "k")).isNotEqualTo(mine);
    assertThat(ids("")).hasSize(1);
  }
}
