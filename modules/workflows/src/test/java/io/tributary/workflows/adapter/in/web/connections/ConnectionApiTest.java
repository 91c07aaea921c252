package io.tributary.workflows.adapter.in.web.connections;

import io.tributary.testsupport.ModuleTest;
import io.tributary.testsupport.Tenant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

/// A test of the connections' API, with two tenants.
@ModuleTest
abstract class ConnectionApiTest {
  @Autowired WebTestClient client;
  Tenant tenant;
  Tenant other;

  @BeforeEach
  void freshTenants() {
    tenant = Tenant.create(client);
    other = Tenant.create(client);
  }

  ResponseSpec post(String path, Object body) {
    return tenant.http().post().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  ResponseSpec post(String path, String idempotencyKey, Object body) {
    return tenant
        .http()
        .post()
        .uri(tenant.path(path))
        .header("Idempotency-Key", idempotencyKey)
        .bodyValue(body)
        .exchange();
  }

  ResponseSpec put(String path, String ifMatch, Object body) {
    return tenant
        .http()
        .put()
        .uri(tenant.path(path))
        .header("If-Match", ifMatch)
        .bodyValue(body)
        .exchange();
  }

  ResponseSpec put(String path, Object body) {
    return tenant.http().put().uri(tenant.path(path)).bodyValue(body).exchange();
  }

  ResponseSpec get(String path) {
    return tenant.http().get().uri(tenant.path(path)).exchange();
  }

  ResponseSpec delete(String path) {
    return tenant.http().delete().uri(tenant.path(path)).exchange();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Object> body(ResponseSpec response) {
    return response.expectBody(Map.class).returnResult().getResponseBody();
  }

  static String text(ResponseSpec response) {
    return String.valueOf(response.expectBody(String.class).returnResult().getResponseBody());
  }

  @SuppressWarnings("unchecked")
  static List<String> pointers(ResponseSpec response) {
    return ((List<Map<String, String>>) body(response.expectStatus().isBadRequest()).get("errors"))
        .stream().map(fault -> fault.get("pointer")).toList();
  }
}
