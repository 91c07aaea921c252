package io.tributary.workspaces.adapter.in.security;

import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import io.tributary.workspaces.application.port.in.Authenticate;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Reads `Authorization: Bearer …`. A token that is nobody's is refused even where none is needed,
/// as it is a mistake.
final class BearerTokenFilter implements WebFilter {
  private static final String SCHEME = "bearer ";

  private final Authenticate authenticate;

  BearerTokenFilter(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var token = tokenOf(exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    if (token == null) {
      return chain.filter(exchange);
    }
    return authenticate
        .authenticate(token)
        .switchIfEmpty(Mono.error(Unauthenticated::new))
        .map(CallerAuthentication::new)
        .flatMap(
            caller ->
                chain
                    .filter(exchange)
                    .contextWrite(ReactiveSecurityContextHolder.withAuthentication(caller)));
  }

  private static @Nullable String tokenOf(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).trim()
        : null;
  }
}
