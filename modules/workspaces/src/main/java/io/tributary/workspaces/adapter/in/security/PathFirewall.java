package io.tributary.workspaces.adapter.in.security;

import java.util.BitSet;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.firewall.StrictServerWebExchangeFirewall;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/// Lets a request pass whose method and path are beyond doubt, and asks Spring Security's strict
/// firewall about every other.
///
/// The strict one wraps each exchange to look at headers and parameters as they are read. Control
/// characters in headers are refused by the server's decoder already, and nothing here builds a
/// header, a path or a statement of parameters.
final class PathFirewall implements ServerWebExchangeFirewall {
  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.HEAD,
          HttpMethod.OPTIONS);
  private static final BitSet PLAIN = plainCharacters();

  private final ServerWebExchangeFirewall strict = new StrictServerWebExchangeFirewall();

  @Override
  public Mono<ServerWebExchange> getFirewalledExchange(ServerWebExchange exchange) {
    return isPlain(exchange.getRequest())
        ? Mono.just(exchange)
        : strict.getFirewalledExchange(exchange);
  }

  static boolean isPlain(ServerHttpRequest request) {
    return METHODS.contains(request.getMethod()) && isPlain(request.getPath().value());
  }

  /// No escapes, parameters or backslashes, no empty segment, and none that begins with a dot.
  private static boolean isPlain(String path) {
    var previous = ' ';
    for (int i = 0; i < path.length(); i++) {
      var next = path.charAt(i);
      if (!PLAIN.get(next) || previous == '/' && (next == '/' || next == '.')) {
        return false;
      }
      previous = next;
    }
    return true;
  }

  private static BitSet plainCharacters() {
    var plain = new BitSet();
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/-_.~:@"
        .chars()
        .forEach(plain::set);
    return plain;
  }
}
