package io.tributary.e2e;

import io.tributary.testsupport.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.reactive.server.WebTestClient;

/// A published form with a published workflow behind it, made as a user would make them.
record Pipeline(Tenant tenant, String formId, String formKey, String workflowId) {
  private static final ParameterizedTypeReference<Map<String, Object>> JSON =
      new ParameterizedTypeReference<>() {};

  /// Name, e-mail and a budget.
  static final Map<String, Object> FORM =
      Map.of(
          "title",
          "Request a demo",
          "fields",
          List.of(
              Map.of("key", "name", "type", "TEXT", "label", "Name", "required", true),
              Map.of("key", "email", "type", "EMAIL", "label", "E-mail", "required", true),
              Map.of("key", "budget", "type", "NUMBER", "label", "Budget", "min", 0),
              Map.of("key", "note", "type", "LONG_TEXT", "label", "Note", "maxLength", 5_000),
              Map.of("key", "utm_source", "type", "HIDDEN", "label", "Source")));

  /// @param actions nodes between the branch's taken edge and the end, in their order
  static Pipeline create(WebTestClient client, List<Map<String, Object>> actions) {
    var tenant = Tenant.create(client);
    var form = publish(tenant, "/forms", FORM);
    var workflow =
        publish(
            tenant,
            "/workflows",
            Map.of("name", "Answer", "definition", definition((String) form.get("id"), actions)));
    return new Pipeline(
        tenant, (String) form.get("id"), (String) form.get("formKey"), (String) workflow.get("id"));
  }

  static Map<String, Object> node(String id, String type, Map<String, Object> config) {
    return Map.of(
        "id",
        id,
        "type",
        type,
        "position",
        Map.of("x", 0, "y", 0),
        "data",
        Map.of("label", id, "config", config));
  }

  private static Map<String, Object> definition(String formId, List<Map<String, Object>> actions) {
    var nodes = new ArrayList<Map<String, Object>>();
    nodes.add(node("start", "TRIGGER_FORM_RESPONSE", Map.of("formId", formId)));
    nodes.add(node("branch", "CONTROL_BRANCH", Map.of()));
    nodes.addAll(actions);
    nodes.add(node("end", "CONTROL_END", Map.of()));
    var edges = new ArrayList<Map<String, Object>>();
    edges.add(edge("start", "branch", Map.of()));
    edges.add(
        edge(
            "branch",
            (String) nodes.get(2).get("id"),
            Map.of(
                "condition",
                Map.of(
                    "all",
                    List.of(
                        Map.of(
                            "field", "response.data.budget", "operator", "gte", "value", 1000))))));
    edges.add(edge("branch", "end", Map.of()));
    for (int i = 2; i < nodes.size() - 1; i++) {
      edges.add(
          edge((String) nodes.get(i).get("id"), (String) nodes.get(i + 1).get("id"), Map.of()));
    }
    return Map.of("nodes", nodes, "edges", edges);
  }

  private static Map<String, Object> edge(String source, String target, Map<String, Object> data) {
    return Map.of("id", source + "-" + target, "source", source, "target", target, "data", data);
  }

  private static Map<String, Object> publish(Tenant tenant, String path, Object draft) {
    var created =
        tenant
            .http()
            .post()
            .uri(tenant.path(path))
            .bodyValue(draft)
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(JSON)
            .returnResult()
            .getResponseBody();
    tenant
        .http()
        .post()
        .uri(tenant.path(path + "/" + created.get("id") + "/publish"))
        .bodyValue(Map.of())
        .exchange()
        .expectStatus()
        .is2xxSuccessful();
    return created;
  }

  static Map<String, Object> submission(String name, String email, int budget) {
    return Map.of(
        "data",
        Map.of("name", name, "email", email, "budget", budget),
        "hidden",
        Map.of("utm_source", "test"));
  }

  Map<String, Object> get(String path) {
    return tenant
        .http()
        .get()
        .uri(tenant.path(path))
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody(JSON)
        .returnResult()
        .getResponseBody();
  }

  /// A list's first page.
  @SuppressWarnings("unchecked")
  List<Map<String, Object>> items(String path) {
    return (List<Map<String, Object>>) get(path).get("items");
  }

  record Submitted(HttpStatusCode status, Map<String, Object> body, String retryAfter) {}

  /// As a stranger, without a token.
  Submitted submit(WebTestClient stranger, String idempotencyKey, Object body) {
    var result =
        stranger
            .post()
            .uri("/f/" + formKey + "/responses")
            .header("Idempotency-Key", idempotencyKey)
            .bodyValue(body)
            .exchange()
            .expectBody(JSON)
            .returnResult();
    return new Submitted(
        result.getStatus(),
        result.getResponseBody(),
        result.getResponseHeaders().getFirst("Retry-After"));
  }
}
