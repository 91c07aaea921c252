package io.tributary.workspaces.adapter.in.security;

import io.tributary.workspaces.application.port.in.Authenticate;
import java.util.List;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.WebFilterChainProxy;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// The security headers, then the bearer token, for every request.
///
/// A request that `PathFirewall` has no doubt about goes to the two filters directly. The proxy
/// would give it the same two, after it has looked for them among its chains and collected them.
final class SecurityFilters extends WebFilterChainProxy {
  private final WebFilter headers;
  private final WebFilter tokens;

  static SecurityFilters of(Authenticate authenticate) {
    return new SecurityFilters(new SecurityHeadersFilter(), new BearerTokenFilter(authenticate));
  }

  private SecurityFilters(WebFilter headers, WebFilter tokens) {
    super(
        new MatcherSecurityWebFilterChain(
            ServerWebExchangeMatchers.anyExchange(), List.of(headers, tokens)));
    setFirewall(new PathFirewall());
    this.headers = headers;
    this.tokens = tokens;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    return PathFirewall.isPlain(exchange.getRequest())
        ? headers.filter(exchange, same -> tokens.filter(same, chain))
        : super.filter(exchange, chain);
  }
}
