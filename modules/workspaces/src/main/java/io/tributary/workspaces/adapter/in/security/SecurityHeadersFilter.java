package io.tributary.workspaces.adapter.in.security;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// The headers that Spring Security sends by default, written at once. An answer that says nothing
/// of caches is not kept by any.
final class SecurityHeadersFilter implements WebFilter {
  private static final String HSTS = "Strict-Transport-Security";

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    exchange.getResponse().beforeCommit(() -> write(exchange));
    return chain.filter(exchange);
  }

  private static Mono<Void> write(ServerWebExchange exchange) {
    var response = exchange.getResponse();
    var headers = response.getHeaders();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("X-XSS-Protection", "0");
    headers.set("Referrer-Policy", "no-referrer");
    if ("https".equals(exchange.getRequest().getURI().getScheme())) {
      headers.set(HSTS, "max-age=31536000 ; includeSubDomains");
    }
    if (saysNothingOfCaches(response)) {
      headers.setCacheControl("no-cache, no-store, max-age=0, must-revalidate");
      headers.setPragma("no-cache");
      headers.set(HttpHeaders.EXPIRES, "0");
    }
    return Mono.empty();
  }

  private static boolean saysNothingOfCaches(ServerHttpResponse response) {
    var headers = response.getHeaders();
    return response.getStatusCode() != HttpStatus.NOT_MODIFIED
        && !headers.containsHeader(HttpHeaders.CACHE_CONTROL)
        && !headers.containsHeader(HttpHeaders.PRAGMA)
        && !headers.containsHeader(HttpHeaders.EXPIRES);
  }
}
