package io.tributary.workspaces.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;

class PathFirewallTests {
  private final PathFirewall firewall = new PathFirewall();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/f/pVbz0gh1vJ4rQx0mY9Yq3w/responses",
        "/api/v1/workspaces/0190b5f0-7b5a-7000-8000-000000000000/leads?q=a;b//..%2F",
        "/docs/swagger-ui.css",
        "/webjars/swagger-ui@5.1/index.html",
      })
  void a_plain_request_passes_as_it_is(String uri) {
    var exchange = exchange(HttpMethod.GET, uri);

    assertThat(firewall.getFirewalledExchange(exchange).block()).isSameAs(exchange);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1//workspaces",
        "/api;x=1/v1/workspaces",
        "/f/../api/v1/workspaces",
        "/f/./x",
        "/f/%2e%2e/api",
        "/f%2Fresponses",
        "/f/%252e",
        "/f/a%5Cb",
        "/f/a%00",
        "/f/a%0d%0aSet-Cookie:x",
      })
  void a_path_that_two_readers_may_read_differently_is_refused(String uri) {
    assertRefused(exchange(HttpMethod.GET, uri));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/.well-known/security.txt", "/f/na%C3%AFve"})
  void a_path_that_is_only_unusual_is_left_to_the_strict_firewall_and_passes(String uri) {
    var passed = firewall.getFirewalledExchange(exchange(HttpMethod.GET, uri)).block();

    assertThat(passed).isNotNull();
    assertThat(passed.getRequest().getURI()).isEqualTo(URI.create(uri));
  }

  @Test
  void a_method_that_nobody_serves_is_refused() {
    assertRefused(exchange(HttpMethod.TRACE, "/f/x"));
    assertRefused(exchange(HttpMethod.valueOf("PROPFIND"), "/f/x"));
  }

  private void assertRefused(MockServerWebExchange exchange) {
    assertThatExceptionOfType(ServerExchangeRejectedException.class)
        .isThrownBy(() -> firewall.getFirewalledExchange(exchange).block());
  }

  private static MockServerWebExchange exchange(HttpMethod method, String uri) {
    return MockServerWebExchange.from(MockServerHttpRequest.method(method, URI.create(uri)));
  }
}
