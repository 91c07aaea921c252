package io.tributary.workspaces.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;

class SecurityHeadersTests {
  private static final Map<String, String> ALWAYS =
      Map.of(
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "X-XSS-Protection", "0",
          "Referrer-Policy", "no-referrer");

  private final SecurityHeadersFilter filter = new SecurityHeadersFilter();

  @Test
  void an_answer_that_says_nothing_of_caches_is_kept_by_none() {
    var headers = answered(get("http://localhost/api/v1/workspaces"));

    assertThat(headers.toSingleValueMap())
        .containsAllEntriesOf(ALWAYS)
        .containsEntry("Cache-Control", "no-cache, no-store, max-age=0, must-revalidate")
        .containsEntry("Pragma", "no-cache")
        .containsEntry("Expires", "0")
        .doesNotContainKey("Strict-Transport-Security");
  }

  @Test
  void an_answer_that_says_how_long_it_may_be_kept_is_left_at_that() {
    var exchange = get("http://localhost/f/x");
    exchange.getResponse().getHeaders().setCacheControl("no-cache, public");

    assertThat(answered(exchange).toSingleValueMap())
        .containsAllEntriesOf(ALWAYS)
        .containsEntry("Cache-Control", "no-cache, public")
        .doesNotContainKeys("Pragma", "Expires");
  }

  @Test
  void an_answer_that_nothing_has_changed_says_nothing_of_caches() {
    var exchange = get("http://localhost/f/x");
    exchange.getResponse().setStatusCode(HttpStatus.NOT_MODIFIED);

    assertThat(answered(exchange).toSingleValueMap())
        .containsAllEntriesOf(ALWAYS)
        .doesNotContainKeys("Cache-Control", "Pragma", "Expires");
  }

  @Test
  void over_tls_the_browser_is_told_to_stay_there() {
    assertThat(answered(get("https://localhost/f/x")).getFirst("Strict-Transport-Security"))
        .isEqualTo("max-age=31536000 ; includeSubDomains");
  }

  private static MockServerWebExchange get(String uri) {
    return MockServerWebExchange.from(MockServerHttpRequest.get(uri));
  }

  private HttpHeaders answered(MockServerWebExchange exchange) {
    filter.filter(exchange, same -> same.getResponse().setComplete()).block();
    return exchange.getResponse().getHeaders();
  }
}
