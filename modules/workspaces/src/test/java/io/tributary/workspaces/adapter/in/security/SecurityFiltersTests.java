package io.tributary.workspaces.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import io.tributary.workspaces.application.port.in.Authenticate.Identity;
import java.net.URI;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

class SecurityFiltersTests {
  private final Identity ada = new Identity(null, Set.of("lead:read"), "api-key:ada");
  private final SecurityFilters security =
      SecurityFilters.of(token -> token.equals("adas") ? Mono.just(ada) : Mono.empty());
  private @Nullable ServerWebExchange passed;

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/workspaces", "/api/v1/na%C3%AFve", "/.well-known/x"})
  void whoever_shows_a_token_passes_as_its_owner_with_the_headers_set(String uri) {
    var exchange = exchange(uri, "Bearer adas");

    filter(exchange);

    assertThat(passed).isNotNull();
    assertThat(passed.getPrincipal().block()).isEqualTo(new AuthenticatedCaller(ada));
    assertThat(exchange.getResponse().getHeaders().getFirst("X-Frame-Options")).isEqualTo("DENY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/v1/workspaces", "/api/v1/na%C3%AFve"})
  void a_token_that_is_nobodys_passes_nowhere(String uri) {
    var exchange = exchange(uri, "Bearer evas");

    assertThatExceptionOfType(Unauthenticated.class).isThrownBy(() -> filter(exchange));
    assertThat(passed).isNull();
  }

  @Test
  void what_the_firewall_refuses_is_a_bad_request_whoever_asks() {
    var exchange = exchange("/api/v1/..%2Fworkspaces", "Bearer adas");

    filter(exchange);

    assertThat(passed).isNull();
    assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.BAD_REQUEST);
  }

  private void filter(MockServerWebExchange exchange) {
    security
        .filter(
            exchange,
            secured -> {
              passed = secured;
              return secured.getResponse().setComplete();
            })
        .block();
  }

  private static MockServerWebExchange exchange(String uri, String authorization) {
    return MockServerWebExchange.from(
        MockServerHttpRequest.method(HttpMethod.GET, URI.create(uri))
            .header("Authorization", authorization));
  }
}
