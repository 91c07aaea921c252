package io.tributary.forms;

import io.tributary.testsupport.Tenant;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;

/// Forms as a tenant and a visitor use them: over HTTP.
public record FormsApi(WebTestClient visitor, Tenant tenant) {
  public static final String CONTACT =
      """
      {"title": "Contact", "description": "Say hello", "fields": [
        {"key": "email", "type": "EMAIL", "label": "E-mail", "required": true},
        {"key": "size", "type": "NUMBER", "label": "Size", "min": 1, "max": 500},
        {"key": "plan", "type": "CHOICE", "label": "Plan",
         "options": [{"value": "s", "label": "Small"}, {"value": "l"}]},
        {"key": "utm", "type": "HIDDEN"}
      ]}
      """;

  public static FormsApi fresh(WebTestClient client) {
    return new FormsApi(client, Tenant.create(client));
  }

  public JsonNode create(String body) {
    return body(post("/forms", body).expectStatus().isCreated());
  }

  public JsonNode published(String body) {
    return publish(create(body));
  }

  public JsonNode publish(JsonNode form) {
    return body(post(path(form) + "/publish", "").expectStatus().isOk());
  }

  public JsonNode edit(JsonNode form, String body) {
    return body(put(form, body, form.get("version").asInt()).expectStatus().isOk());
  }

  public ResponseSpec put(JsonNode form, String body, int version) {
    return tenant
        .http()
        .put()
        .uri(tenant.path(path(form)))
        .header("If-Match", "\"" + version + "\"")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  public ResponseSpec post(String path, String body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange();
  }

  public ResponseSpec get(String path) {
    return tenant.http().get().uri(tenant.path(path)).exchange();
  }

  public JsonNode read(String path) {
    return body(get(path).expectStatus().isOk());
  }

  public ResponseSpec visit(JsonNode form) {
    return visitor.get().uri("/f/" + form.get("formKey").asString()).exchange();
  }

  public ResponseSpec submit(JsonNode form, Object body) {
    return submit(form, body, null);
  }

  public ResponseSpec submit(JsonNode form, Object body, String idempotencyKey) {
    var request =
        visitor
            .post()
            .uri("/f/" + form.get("formKey").asString() + "/responses")
            .contentType(MediaType.APPLICATION_JSON);
    return (idempotencyKey == null ? request : request.header("Idempotency-Key", idempotencyKey))
        .bodyValue(body)
        .exchange();
  }

  public UUID accepted(JsonNode form, Map<String, Object> data) {
    return idOf(submit(form, Map.of("data", data)));
  }

  public static UUID idOf(ResponseSpec answer) {
    return UUID.fromString(body(answer.expectStatus().isCreated()).get("responseId").asString());
  }

  public static String path(JsonNode form) {
    return "/forms/" + form.get("id").asString();
  }

  public static JsonNode body(ResponseSpec answer) {
    return answer.expectBody(JsonNode.class).returnResult().getResponseBody();
  }
}
