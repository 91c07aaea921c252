package io.tributary.kernel.web;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/// Reads the rest of a body that nobody wanted before its request is answered.
///
/// An answer that goes out while the body still comes in (401, 404, 405, …) leaves the connection
/// in a state in which a later request on it now and then waits for ever.
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadBodyFilter implements WebFilter {
  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!hasBody(exchange.getRequest().getHeaders())) {
      return chain.filter(exchange);
    }
    var request = new WatchedBody(exchange.getRequest());
    var response = exchange.getResponse();
    response.beforeCommit(
        () ->
            request
                .rest()
                .doOnNext(
                    read -> {
                      if (!read) {
                        response.getHeaders().set(HttpHeaders.CONNECTION, "close");
                      }
                    })
                .then());
    return chain.filter(exchange.mutate().request(request).build());
  }

  private static boolean hasBody(HttpHeaders headers) {
    return headers.getContentLength() > 0
        || headers.getFirst(HttpHeaders.TRANSFER_ENCODING) != null;
  }
}
