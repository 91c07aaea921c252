package io.tributary.leads;

import static io.tributary.leads.CaptureTests.items;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.Tenant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

/// With real forms: what a visitor submits is seen in the pipeline.
@LeadsTest
class FormToLeadTests {
  @Autowired WebTestClient client;

  @Test
  void a_published_form_makes_fields_and_its_submission_a_lead() {
    var tenant = Tenant.create(client);
    var form = post(tenant, "/forms", FORM);
    post(tenant, "/forms/" + form.get("id") + "/publish", "");
    client
        .post()
        .uri("/f/" + form.get("formKey") + "/responses")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(
            """
            {"data": {"email": " ADA@Example.org ", "full_name": "Ada", "budget": 1000.25,
                      "topics": ["b"]},
             "hidden": {"utm_source": "ad"}}
            """)
        .exchange()
        .expectStatus()
        .isCreated();

    Awaitility.await().untilAsserted(() -> assertThat(items(tenant, "/leads")).hasSize(1));
    assertThat(items(tenant, "/leads").getFirst())
        .containsEntry("email", "ada@example.org")
        .containsEntry("name", "Ada")
        .containsEntry("formId", form.get("id"))
        .containsEntry(
            "fields", Map.of("budget", 1000.25, "topics", List.of("b"), "utm_source", "ad"));
    assertThat(items(tenant, "/lead-fields"))
        .extracting(field -> field.get("key") + ":" + field.get("type") + field.get("options"))
        .containsExactly("budget:NUMBER[]", "topics:MULTI_CHOICE[a, b]", "utm_source:TEXT[]");
  }

  private static Map<?, ?> post(Tenant tenant, String path, String body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .is2xxSuccessful()
        .expectBody(Map.class)
        .returnResult()
        .getResponseBody();
  }

  private static final String FORM =
      """
      {"title": "Contact", "fields": [
        {"key": "email", "type": "EMAIL", "label": "E-mail", "required": true},
        {"key": "full_name", "type": "TEXT", "label": "Name"},
        {"key": "budget", "type": "NUMBER", "label": "Budget"},
        {"key": "topics", "type": "MULTI_CHOICE", "label": "Topics",
         "options": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}]},
        {"key": "utm_source", "type": "HIDDEN", "label": "Source"}]}
      """;
}
