package io.tributary.kernel.web;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.result.method.SyncHandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;

final class ExpectedVersionResolver implements SyncHandlerMethodArgumentResolver {
  private static final Pattern TAG = Pattern.compile("(?:W/)?\"([0-9]{1,9})\"");

  @Override
  public boolean supportsParameter(MethodParameter parameter) {
    return parameter.getParameterType() == ExpectedVersion.class;
  }

  @Override
  public Object resolveArgumentValue(
      MethodParameter parameter, BindingContext binding, ServerWebExchange exchange) {
    var header = exchange.getRequest().getHeaders().getFirst(HttpHeaders.IF_MATCH);
    if (header == null) {
      return ExpectedVersion.ANY;
    }
    if (header.trim().equals("*")) {
      return new ExpectedVersion(null, true);
    }
    var tag = TAG.matcher(header.trim());
    if (!tag.matches()) {
      throw InvalidInput.of(
          "If-Match", "not-an-etag", "must be the ETag that a read answered, such as \"3\"");
    }
    return new ExpectedVersion(Integer.valueOf(tag.group(1)), true);
  }
}
