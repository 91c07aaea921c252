package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// Whoever refuses, a module, the kernel, the framework or a filter, the answer is a problem of the
/// same shape.
@EndToEndTest
class RefusalsE2eTests {
  @Autowired WebTestClient client;
  private Tenant tenant;

  @BeforeEach
  void createATenant() {
    tenant = Tenant.create(client);
  }

  @Test
  void a_modules_own_problem_is_answered_in_the_modules_words() {
    var lead = Map.of("email", "ada@example.org");
    tenant
        .http()
        .post()
        .uri(tenant.path("/leads"))
        .bodyValue(lead)
        .exchange()
        .expectStatus()
        .isCreated();

    problem(
        tenant.http().post().uri(tenant.path("/leads")).bodyValue(lead).exchange(),
        409,
        "lead-email-taken");
  }

  @Test
  void a_workflow_that_cannot_be_published_is_answered_with_every_fault() {
    var nodes = List.of(Map.of("id", "a", "type", "NOPE"));
    var edges = List.of(Map.of("id", "e", "source", "a", "target", "gone"));
    var created =
        tenant
            .http()
            .post()
            .uri(tenant.path("/workflows"))
            .bodyValue(
                Map.of("name", "Broken", "definition", Map.of("nodes", nodes, "edges", edges)))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();

    problem(
            tenant
                .http()
                .post()
                .uri(tenant.path("/workflows/" + created.get("id") + "/publish"))
                .exchange(),
            422,
            "workflow-invalid")
        .jsonPath("$.errors[?(@.edgeId == 'e')]")
        .isNotEmpty()
        .jsonPath("$.errors[?(@.nodeId == 'a')]")
        .isNotEmpty();
  }

  @Test
  void what_the_kernel_the_framework_and_the_filters_refuse_looks_alike() {
    problem(
        tenant.http().get().uri(tenant.path("/leads?limit=0")).exchange(), 400, "invalid-input");
    problem(tenant.http().get().uri(tenant.path("/nothing")).exchange(), 404, "not-found");
    problem(tenant.http().put().uri(tenant.path("/leads")).exchange(), 405, "method-not-allowed");
    problem(
        tenant
            .http()
            .post()
            .uri(tenant.path("/leads"))
            .contentType(MediaType.TEXT_PLAIN)
            .bodyValue("x")
            .exchange(),
        415,
        "unsupported-media-type");
    problem(
        tenant
            .http()
            .post()
            .uri(tenant.path("/leads"))
            .contentType(MediaType.APPLICATION_JSON)
            .bodyValue("{")
            .exchange(),
        400,
        "invalid-input");
    problem(client.get().uri(tenant.path("/leads")).exchange(), 401, "unauthenticated");
  }

  @Test
  void a_path_that_is_right_but_for_its_method_or_media_type_is_told_what_would_do() {
    var leads = tenant.http().put().uri(tenant.path("/leads")).exchange();
    assertThat(leads.returnResult().getResponseHeaders().getAllow())
        .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.POST);

    var lead = tenant.path("/leads/0190b5f0-7b5a-7000-8000-000000000000");
    var posted = tenant.http().post().uri(lead).exchange();
    assertThat(posted.returnResult().getResponseHeaders().getAllow())
        .containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.PATCH, HttpMethod.DELETE);
    problem(posted, 405, "method-not-allowed");

    problem(
        tenant.http().patch().uri(lead).contentType(MediaType.TEXT_PLAIN).bodyValue("x").exchange(),
        415,
        "unsupported-media-type");
    problem(
        tenant
            .http()
            .get()
            .uri(tenant.path("/executions/0190b5f0-7b5a-7000-8000-000000000000/events"))
            .accept(MediaType.APPLICATION_PDF)
            .exchange(),
        406,
        "not-acceptable");
  }

  private static WebTestClient.BodyContentSpec problem(
      ResponseSpec answer, int status, String type) {
    return answer
        .expectStatus()
        .isEqualTo(status)
        .expectHeader()
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .expectBody()
        .jsonPath("$.type")
        .isEqualTo("urn:tributary:problem:" + type)
        .jsonPath("$.status")
        .isEqualTo(status)
        .jsonPath("$.instance")
        .isNotEmpty();
  }
}
