package io.tributary.e2e;

import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// Every endpoint of our own, as the running application has them: one that is added is tried
/// without anybody remembering to.
record Endpoint(HttpMethod method, String path, HandlerMethod handler) {

  static List<Endpoint> of(RequestMappingHandlerMapping mappings) {
    return mappings.getHandlerMethods().entrySet().stream()
        .filter(entry -> isOurs(entry.getValue()))
        .flatMap(
            entry ->
                entry.getKey().getPatternsCondition().getPatterns().stream()
                    .flatMap(
                        pattern ->
                            methods(entry.getKey().getMethodsCondition().getMethods()).stream()
                                .map(
                                    method ->
                                        new Endpoint(
                                            method, pattern.getPatternString(), entry.getValue()))))
        .toList();
  }

  private static boolean isOurs(HandlerMethod handler) {
    return handler.getBeanType().getPackageName().startsWith("io.tributary");
  }

  private static List<HttpMethod> methods(Set<RequestMethod> methods) {
    return methods.stream().map(RequestMethod::asHttpMethod).toList();
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
