package io.tributary.kernel.web;

import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

final class PageRequestResolver implements SyncHandlerMethodArgumentResolver {
  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == PageRequest.class;
  }

  @Override
  public Object resolveArgumentValue(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var query = exchange.getRequest().getQueryParams();
    return new PageRequest(limit(query.getFirst("limit")), blankToNull(query.getFirst("cursor")));
  }

  private static int limit(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return PageRequest.DEFAULT_LIMIT;
    }
    if (!text.matches("-?[0-9]{1,30}")) {
      throw InvalidInput.of("?limit", "not-a-number", "must be a whole number");
    }
    return new BigInteger(text)
        .min(BigInteger.valueOf(PageRequest.MAX_LIMIT))
        .max(BigInteger.ZERO)
        .intValue();
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
