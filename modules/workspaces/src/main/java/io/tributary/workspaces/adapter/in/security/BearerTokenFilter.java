package io.tributary.workspaces.adapter.in.security;

import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import io.tributary.workspaces.application.port.in.Authenticate;
import io.tributary.workspaces.application.port.in.Authenticate.Identity;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Reads `Authorization: Bearer …`; without it only `PublicPaths` are open. A token that is
/// nobody's is refused even where none is needed,
/// as it is a mistake.
final class BearerTokenFilter implements WebFilter {
  private static final String SCHEME = "bearer ";

  private final Authenticate authenticate;

  BearerTokenFilter(Authenticate authenticate) {
    this.authenticate = authenticate;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    var request = exchange.getRequest();
    var token = tokenOf(request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    if (token == null) {
      return PublicPaths.contain(request.getPath().value())
          ? chain.filter(exchange)
          : Mono.error(new Unauthenticated());
    }
    return authenticate
        .authenticate(token)
        .switchIfEmpty(Mono.error(Unauthenticated::new))
        .flatMap(identity -> chain.filter(of(exchange, identity)));
  }

  private static ServerWebExchange of(ServerWebExchange exchange, Identity identity) {
    return exchange.mutate().principal(Mono.just(new AuthenticatedCaller(identity))).build();
  }

  private static @Nullable String tokenOf(@Nullable String header) {
    return header != null && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
        ? header.substring(SCHEME.length()).trim()
        : null;
  }
}
