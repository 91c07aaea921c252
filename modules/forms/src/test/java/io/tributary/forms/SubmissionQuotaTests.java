package io.tributary.forms;

import static io.tributary.forms.FormsApi.CONTACT;
import static io.tributary.forms.FormsApi.idOf;
import static io.tributary.forms.FormsApi.path;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

@ModuleTest
class SubmissionQuotaTests {
  private static final Map<String, Object> ADA = Map.of("data", Map.of("email", "ada@example.org"));
  private static final Map<String, Object> BOB = Map.of("data", Map.of("email", "bob@example.org"));

  @Autowired WebTestClient client;
  private FormsApi api;
  private JsonNode form;

  @BeforeEach
  void publishAForm() {
    api = FormsApi.fresh(client);
    form = api.published(CONTACT);
  }

  @Test
  void what_exceeds_the_quota_is_refused_with_when_to_come_back() {
    limit(2);
    api.submit(form, ADA).expectStatus().isCreated();
    api.submit(form, ADA).expectStatus().isCreated();

    api.submit(form, ADA)
        .expectStatus()
        .isEqualTo(429)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectHeader()
        .value(
            HttpHeaders.RETRY_AFTER,
            seconds -> assertThat(Integer.parseInt(seconds)).isBetween(1, 3_600))
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:quota-exceeded")
        .jsonPath("$.key")
        .isEqualTo("submissions")
        .jsonPath("$.limit")
        .isEqualTo(2)
        .jsonPath("$.resetsAt")
        .value(String.class, at -> assertThat(Instant.parse(at)).isAfter(Instant.EPOCH));
    assertThat(stored()).isEqualTo(2);
  }

  @Test
  void many_at_once_are_stored_up_to_the_limit_exactly() throws Exception {
    limit(30);
    Callable<Integer> submission =
        () -> api.submit(form, ADA).expectBody().returnResult().getStatus().value();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          threads.invokeAll(IntStream.range(0, 60).mapToObj(i -> submission).toList()).stream()
              .map(answer -> answer.resultNow())
              .toList();
      assertThat(answers).containsOnly(201, 429);
      assertThat(answers.stream().filter(status -> status == 201)).hasSize(30);
    }
    assertThat(stored()).isEqualTo(30);
  }

  @Test
  void a_repeat_costs_nothing_and_is_answered_when_the_quota_is_used_up() {
    limit(2);
    var first = idOf(api.submit(form, ADA, "again"));
    for (int i = 0; i < 5; i++) {
      assertThat(idOf(api.submit(form, ADA, "again"))).isEqualTo(first);
    }
    api.submit(form, ADA, "second").expectStatus().isCreated();
    api.submit(form, ADA, "third").expectStatus().isEqualTo(429);

    assertThat(idOf(api.submit(form, ADA, "again"))).isEqualTo(first);
    api.submit(form, BOB, "again").expectStatus().isEqualTo(422);
  }

  @Test
  void what_is_refused_for_another_reason_costs_nothing() {
    limit(2);
    api.submit(form, ADA, "one").expectStatus().isCreated();
    for (int i = 0; i < 5; i++) {
      api.submit(form, Map.of("data", Map.of())).expectStatus().isBadRequest();
      api.submit(form, BOB, "one").expectStatus().isEqualTo(422);
    }

    api.submit(form, ADA).expectStatus().isCreated();
    api.submit(form, ADA).expectStatus().isEqualTo(429);
  }

  @Test
  void another_workspace_is_not_limited() {
    limit(0);
    var others = FormsApi.fresh(client);
    var theirs = others.published(CONTACT);

    api.submit(form, ADA).expectStatus().isEqualTo(429);
    others.submit(theirs, ADA).expectStatus().isCreated();
  }

  @Test
  void without_the_quota_submissions_are_taken_again() {
    limit(0);
    api.submit(form, ADA).expectStatus().isEqualTo(429);

    system().delete().uri(quota()).exchange().expectStatus().isNoContent();

    api.submit(form, ADA).expectStatus().isCreated();
  }

  private void limit(int limit) {
    system()
        .put()
        .uri(quota())
        .bodyValue(Map.of("limit", limit, "period", "MONTH"))
        .exchange()
        .expectStatus()
        .isOk();
  }

  private String quota() {
    return api.tenant().path("/quotas/submissions");
  }

  private WebTestClient system() {
    return Tenant.authorized(client, Tenant.SYSTEM_KEY);
  }

  private int stored() {
    return api.read(path(form) + "/responses?limit=100").get("items").size();
  }
}
