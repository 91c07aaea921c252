package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.jayway.jsonpath.JsonPath;
import io.tributary.testsupport.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// A quota from its setting by an operator to the refusal that a visitor sees.
@EndToEndTest
class QuotaE2eTests {
  @Autowired WebTestClient client;

  @Test
  void a_visitor_is_refused_what_the_workspace_may_not_take_any_more() {
    var tenant = Tenant.create(client);
    var form = publishedForm(tenant);
    Tenant.authorized(client, Tenant.SYSTEM_KEY)
        .put()
        .uri(tenant.path("/quotas/submissions"))
        .bodyValue(Map.of("limit", 1, "period", "MONTH"))
        .exchange()
        .expectStatus()
        .isOk();

    submit(form).expectStatus().isCreated();

    submit(form)
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
        .jsonPath("$.status")
        .isEqualTo(429)
        .jsonPath("$.instance")
        .isNotEmpty()
        .jsonPath("$.resetsAt")
        .isNotEmpty();
    tenant
        .http()
        .get()
        .uri(tenant.path("/quotas"))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.items[0].used")
        .isEqualTo(1);
  }

  private ResponseSpec submit(String formKey) {
    return client
        .post()
        .uri("/f/" + formKey + "/responses")
        .bodyValue(Map.of("data", Map.of("email", "ada@example.org")))
        .exchange();
  }

  private static String publishedForm(Tenant tenant) {
    var fields = List.of(Map.of("key", "email", "type", "EMAIL", "label", "E-mail"));
    var created = post(tenant, "/forms", Map.of("title", "Contact", "fields", fields));
    var published = post(tenant, "/forms/" + JsonPath.read(created, "$.id") + "/publish", Map.of());
    return JsonPath.read(published, "$.formKey");
  }

  private static String post(Tenant tenant, String path, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .is2xxSuccessful()
        .expectBody(String.class)
        .returnResult()
        .getResponseBody();
  }
}
