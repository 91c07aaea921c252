package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.Authorized;
import io.tributary.testsupport.Tenant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.StatusAssertions;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint that the application has, tried by whoever should not.
@EndToEndTest
class TenancyE2eTests {
  private static final String WORKSPACE = "{workspaceId}";
  private static final List<String> PUBLIC = List.of("/f/", "/hooks/");

  @Autowired private WebTestClient client;
  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  private Tenant mine;
  private Tenant theirs;

  @BeforeEach
  void two_workspaces() {
    mine = Tenant.create(client);
    theirs = Tenant.create(client);
  }

  @Test
  void every_endpoint_is_public_by_intent_or_says_what_it_needs() {
    assertThat(endpoints())
        .allSatisfy(
            endpoint -> {
              if (PUBLIC.stream().noneMatch(endpoint.path()::startsWith)) {
                assertThat(authorized(endpoint)).as("%s", endpoint).isPresent();
              }
              if (endpoint.path().contains(WORKSPACE)) {
                assertThat(authorized(endpoint).orElseThrow().getParameterType())
                    .as("%s", endpoint)
                    .isEqualTo(WorkspaceId.class);
              }
            });
  }

  @TestFactory
  Stream<DynamicTest> without_a_token_it_is_401() {
    return protectedOnes(
        endpoint -> {
          send(client, endpoint, mine.workspaceId()).isUnauthorized();
          send(Tenant.authorized(client, "nonsense"), endpoint, mine.workspaceId())
              .isUnauthorized();
        });
  }

  @TestFactory
  Stream<DynamicTest> with_another_workspaces_key_it_is_404() {
    return protectedOnes(
        endpoint -> {
          if (endpoint.path().contains(WORKSPACE)) {
            send(theirs.http(), endpoint, mine.workspaceId()).isNotFound();
            send(mine.http(), endpoint, UUID.randomUUID()).isNotFound();
          } else {
            send(mine.http(), endpoint, mine.workspaceId()).isForbidden();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> with_a_key_that_lacks_the_permission_it_is_403() {
    return protectedOnes(
        endpoint -> {
          if (endpoint.path().contains(WORKSPACE)) {
            var needed = permission(endpoint);
            send(keyWithout(needed), endpoint, mine.workspaceId()).isForbidden();
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> the_systems_key_reads_no_workspaces_content() {
    return protectedOnes(
        endpoint -> {
          var system = Tenant.authorized(client, Tenant.SYSTEM_KEY);
          if (endpoint.path().contains(WORKSPACE) && !systemToo(endpoint)) {
            send(system, endpoint, mine.workspaceId()).isNotFound();
          }
        });
  }

  private Stream<DynamicTest> protectedOnes(java.util.function.Consumer<Endpoint> attempt) {
    return endpoints().stream()
        .filter(endpoint -> authorized(endpoint).isPresent())
        .map(
            endpoint ->
                DynamicTest.dynamicTest(endpoint.toString(), () -> attempt.accept(endpoint)));
  }

  private List<Endpoint> endpoints() {
    return Endpoint.of(requestMappingHandlerMapping);
  }

  private static Optional<MethodParameter> authorized(Endpoint endpoint) {
    return Arrays.stream(endpoint.handler().getMethodParameters())
        .filter(parameter -> parameter.hasParameterAnnotation(Authorized.class))
        .findFirst();
  }

  private static String permission(Endpoint endpoint) {
    return annotation(endpoint).value();
  }

  private static boolean systemToo(Endpoint endpoint) {
    return annotation(endpoint).systemToo();
  }

  private static Authorized annotation(Endpoint endpoint) {
    return authorized(endpoint).orElseThrow().getParameterAnnotation(Authorized.class);
  }

  /// A key that may do everything but this one thing.
  private WebTestClient keyWithout(String permission) {
    var others =
        Stream.of(
                "form:read",
                "form:manage",
                "lead:read",
                "lead:manage",
                "workflow:read",
                "workflow:manage",
                "analytics:read",
                "workspace:read",
                "workspace:manage")
            .filter(other -> !other.equals(permission))
            .toList();
    Map<?, ?> issued =
        mine.http()
            .post()
            .uri(mine.path("/api-keys"))
            .bodyValue(Map.of("name", "all but " + permission, "permissions", others))
            .exchange()
            .expectStatus()
            .isCreated()
            .expectBody(Map.class)
            .returnResult()
            .getResponseBody();
    return Tenant.authorized(client, (String) issued.get("key"));
  }

  private static StatusAssertions send(WebTestClient as, Endpoint endpoint, UUID workspace) {
    var path =
        endpoint
            .path()
            .replace(WORKSPACE, workspace.toString())
            .replaceAll("\\{[^}]*[vV]ersion[^}]*}", "1")
            .replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
    var request = as.method(endpoint.method()).uri(path).header("If-Match", "\"1\"");
    if (endpoint.method() == HttpMethod.GET || endpoint.method() == HttpMethod.DELETE) {
      return request.exchange().expectStatus();
    }
    return request
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(Map.of())
        .exchange()
        .expectStatus();
  }
}
