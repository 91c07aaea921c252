package io.tributary.testsupport;

import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.test.web.reactive.server.WebTestClient;

/// A fresh workspace and a client that may do everything in it, made as a user would make them:
/// over HTTP.
///
/// @param http sends the workspace's API key; paths are absolute, such as `tenant.path("/leads")`
public record Tenant(UUID workspaceId, String apiKey, WebTestClient http) {
  /// The system's own key in tests.
  public static final String SYSTEM_KEY = "test-system-key-0123456789abcdef";

  public static Tenant create(WebTestClient client) {
    @SuppressWarnings("unchecked")
    Map<String, Object> created =
        client
            .post()
            .uri("/api/v1/workspaces")
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + SYSTEM_KEY)
            .bodyValue(Map.of("name", "Test " + UUID.randomUUID()))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    var key = (String) created.get("apiKey");
    return new Tenant(UUID.fromString((String) created.get("id")), key, authorized(client, key));
  }

  public static WebTestClient authorized(WebTestClient client, String key) {
    return client.mutate().defaultHeader(HttpHeaders.AUTHORIZATION, "Bearer " + key).build();
  }

  /// A path below this workspace.
  public String path(String rest) {
    return "/api/v1/workspaces/" + workspaceId + rest;
  }
}
