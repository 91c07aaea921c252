package io.tributary.kernel.web;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.RequestMappingInfo;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/// Asks only those mappings for their conditions whose path can be the request's.
///
/// A path with a variable is looked for among all mappings of the application, and each compares
/// methods and media types before it comes to its pattern: a quarter of the processor's time of a
/// read. What is found, and how it is refused, is the superclass's business as ever.
final class PathFirstHandlerMapping extends RequestMappingHandlerMapping {
  private static final int BEFORE_THOSE_OF_THE_FRAMEWORK = -200;

  private final Map<RequestMappingInfo, PathShape> shapes = new HashMap<>();

  /// What is registered later than this has no shape here and is always asked.
  @Override
  protected void handlerMethodsInitialized(Map<RequestMappingInfo, HandlerMethod> handlerMethods) {
    super.handlerMethodsInitialized(handlerMethods);
    for (var mapping : handlerMethods.keySet()) {
      var patterns = mapping.getPatternsCondition().getPatterns();
      var shape = patterns.size() == 1 ? PathShape.of(patterns.iterator().next()) : null;
      if (shape != null) {
        shapes.put(mapping, shape);
      }
    }
  }

  @Override
  protected @Nullable RequestMappingInfo getMatchingMapping(
      RequestMappingInfo mapping, ServerWebExchange exchange) {
    var shape = shapes.get(mapping);
    return shape == null || shape.mayMatch(exchange.getRequest().getPath().pathWithinApplication())
        ? super.getMatchingMapping(mapping, exchange)
        : null;
  }

  /// Hardly any request is for the actuator, whose mapping would be asked first.
  @Override
  public int getOrder() {
    return BEFORE_THOSE_OF_THE_FRAMEWORK;
  }
}
