package io.tributary.leads;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.RoundTrips;
import io.tributary.testsupport.Tenant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Answers that are kept are those that would be read: whatever writes leads is tried here, and
/// whoever may not read them.
@LeadsTest
class CachedLeadsTests {
  @Autowired WebTestClient client;
  @Autowired RoundTrips trips;
  @Autowired TestForms forms;
  @Autowired LeadCommands commands;
  @Autowired Transactions transactions;

  private Tenant tenant;
  private String lead;

  @BeforeEach
  void create() {
    tenant = Tenant.create(client);
    lead = created(Map.of("name", "Ada", "email", "ada@example.org"));
  }

  @Test
  void what_is_read_again_costs_no_round_trip_and_is_the_same() {
    for (var path : List.of("/leads/" + lead, "/leads?limit=10", "/leads?stage=new")) {
      var first = answer(path);
      assertThat(roundTrips(path)).isZero();
      assertThat(answer(path)).isEqualTo(first);
    }
  }

  @Test
  void who_wants_no_cache_is_read_for() {
    answer("/leads/" + lead);

    var sent =
        trips.of(
            "leads.lead l",
            () ->
                get("/leads/" + lead, headers -> headers.setCacheControl("max-age=0, No-Cache"))
                    .expectStatus()
                    .isOk());

    assertThat(sent).hasSize(1);
  }

  @Test
  void a_change_and_a_deletion_by_hand_are_seen_by_who_made_them() {
    answer("/leads");
    for (int i = 1; i <= 20; i++) {
      answer("/leads/" + lead);
      tenant
          .http()
          .patch()
          .uri(tenant.path("/leads/" + lead))
          .bodyValue(Map.of("company", "No. " + i))
          .exchange()
          .expectStatus()
          .isOk();
      get("/leads/" + lead, headers -> {}).expectBody().jsonPath("$.company").isEqualTo("No. " + i);
      assertThat(answer("/leads")).contains("No. " + i);
    }
    tenant
        .http()
        .delete()
        .uri(tenant.path("/leads/" + lead))
        .exchange()
        .expectStatus()
        .isNoContent();
    get("/leads/" + lead, headers -> {}).expectStatus().isNotFound();
    assertThat(answer("/leads")).doesNotContain(lead);
  }

  @Test
  void a_lead_that_is_made_by_hand_is_on_the_page_and_one_that_is_not_there_is_not_remembered() {
    var before = answer("/leads");

    get("/leads/" + UUID.randomUUID(), headers -> {}).expectStatus().isNotFound();
    var second = created(Map.of("name", "Grace"));

    assertThat(before).doesNotContain(second);
    assertThat(answer("/leads")).contains(second, lead);
    assertThat(answer("/leads/" + second)).contains("Grace");
  }

  @Test
  void a_submission_that_is_merged_and_a_workflow_that_changes_a_lead_are_seen() {
    var form = forms.form(TestForms.field("email", "EMAIL"), TestForms.field("company", "TEXT"));
    answer("/leads/" + lead);
    forms.accept(
        List.of(
            forms.response(
                tenant.workspaceId(),
                form,
                Instant.now(),
                Map.of("email", "ada@example.org", "company", "Engines"))));
    Awaitility.await()
        .untilAsserted(() -> assertThat(answer("/leads/" + lead)).contains("Engines"));

    transactions
        .asWorker(
            commands.update(
                List.of(
                    new LeadUpdate(
                        tenant.workspaceId(),
                        UUID.fromString(lead),
                        Map.of("stage", "won"),
                        "workflow:test"))))
        .block();
    assertThat(answer("/leads/" + lead)).contains("\"stage\":\"won\"");
    assertThat(answer("/leads?stage=won")).contains(lead);
  }

  @Test
  void another_workspace_and_a_key_that_may_not_read_leads_get_nothing_of_it() {
    var stranger = Tenant.create(client);
    var reader = Tenant.authorized(client, keyWith("form:read"));
    answer("/leads/" + lead);
    answer("/leads");

    for (var path : List.of("/leads/" + lead, "/leads")) {
      assertThat(statusOf(stranger.http(), tenant.path(path))).isEqualTo(HttpStatus.NOT_FOUND);
      assertThat(statusOf(reader, tenant.path(path))).isEqualTo(HttpStatus.FORBIDDEN);
      assertThat(statusOf(client, tenant.path(path))).isEqualTo(HttpStatus.UNAUTHORIZED);
    }
    assertThat(statusOf(stranger.http(), stranger.path("/leads/" + lead)))
        .isEqualTo(HttpStatus.NOT_FOUND);
  }

  @Test
  void who_has_it_already_is_told_so_and_who_takes_no_json_gets_none() {
    var path = "/leads/" + lead;
    var first = get(path, headers -> {}).expectStatus().isOk().expectBody(String.class);
    var tag = first.returnResult().getResponseHeaders().getETag();

    for (int i = 0; i < 2; i++) {
      get(path, headers -> headers.setIfNoneMatch(tag))
          .expectStatus()
          .isNotModified()
          .expectHeader()
          .valueEquals(HttpHeaders.ETAG, tag)
          .expectBody()
          .isEmpty();
      get(path, headers -> headers.set(HttpHeaders.ACCEPT, "image/png"))
          .expectStatus()
          .isEqualTo(HttpStatus.NOT_ACCEPTABLE);
    }
  }

  private String created(Map<String, ?> body) {
    return (String)
        tenant
            .http()
            .post()
            .uri(tenant.path("/leads"))
            .bodyValue(body)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody()
            .get("id");
  }

  private String keyWith(String permission) {
    return (String)
        tenant
            .http()
            .post()
            .uri(tenant.path("/api-keys"))
            .bodyValue(Map.of("name", "reader", "permissions", List.of(permission)))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody()
            .get("key");
  }

  private String answer(String path) {
    return get(path, headers -> {})
        .expectStatus()
        .isOk()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }

  private int roundTrips(String path) {
    return trips.of("leads.lead l", () -> answer(path)).size();
  }

  private WebTestClient.ResponseSpec get(String path, Consumer<HttpHeaders> headers) {
    return tenant.http().get().uri(tenant.path(path)).headers(headers).exchange();
  }

  private static HttpStatus statusOf(WebTestClient who, String path) {
    return HttpStatus.valueOf(
        who.get().uri(path).exchange().returnResult(Void.class).getStatus().value());
  }
}
