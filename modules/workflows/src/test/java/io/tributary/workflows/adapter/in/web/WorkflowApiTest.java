package io.tributary.workflows.adapter.in.web;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import io.tributary.workflows.Graph;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// A test that speaks to the API as an editor would, in a workspace of its own.
@ModuleTest
abstract class WorkflowApiTest {
  @Autowired WebTestClient client;
  Tenant tenant;

  @BeforeEach
  void freshTenant() {
    tenant = Tenant.create(client);
  }

  ResponseSpec post(String path, Object body) {
    return tenant.http().post().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  ResponseSpec post(String path) {
    return tenant.http().post().uri(tenant.path(path)).exchange();
  }

  /// With a header.
  ResponseSpec post(String path, Object body, String header, String value) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .header(header, value)
        .bodyValue(body)
        .exchange();
  }

  ResponseSpec get(String path) {
    return tenant.http().get().uri(tenant.path(path)).exchange();
  }

  /// With query parameters, which may hold any characters.
  ResponseSpec get(String path, Map<String, ?> query) {
    return tenant
        .http()
        .get()
        .uri(
            uri -> {
              uri.path(tenant.path(path));
              query.keySet().forEach(name -> uri.queryParam(name, "{" + name + "}"));
              return uri.build(query);
            })
        .exchange();
  }

  ResponseSpec put(String path, Object body) {
    return tenant.http().put().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> body(ResponseSpec response) {
    return response.expectBody(Map.class).returnResult().getResponseBody();
  }

  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> items(Map<String, Object> page) {
    return (List<Map<String, Object>>) page.get("items");
  }

  String created(Graph definition) {
    return created("Welcome", definition);
  }

  String created(String name, Graph definition) {
    var created =
        body(
            post("/workflows", Map.of("name", name, "definition", definition.toMap()))
                .expectStatus()
                .isCreated());
    return (String) created.get("id");
  }

  void publish(String id) {
    post("/workflows/" + id + "/publish").expectStatus().isOk();
  }

  static Map<String, Object> replacement(String name, Graph definition, int version) {
    var body = new LinkedHashMap<String, Object>();
    body.put("name", name);
    body.put("definition", definition.toMap());
    body.put("version", version);
    return body;
  }
}
