package io.tributary.kernel.web;

import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

/// Hands a controller what `AuthorizingHandlerAdapter` granted.
final class AuthorizedResolver implements SyncHandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.hasParameterAnnotation(Authorized.class);
  }

  @Override
  public Object resolveArgumentValue(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var granted = exchange.getAttribute(AuthorizingHandlerAdapter.GRANTED);
    if (granted == null) {
      throw new IllegalStateException("nothing was granted");
    }
    return granted;
  }
}
