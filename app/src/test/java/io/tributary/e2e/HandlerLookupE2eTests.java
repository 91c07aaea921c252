package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.ErrorResponse;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;

/// The application's look-up of handlers takes a short cut; it must find and refuse what the
/// framework's own would.
@EndToEndTest
class HandlerLookupE2eTests {
  private static final List<HttpMethod> METHODS =
      List.of(
          HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.OPTIONS);
  private static final List<String> VALUES =
      List.of("0190b5f0-7b5a-7000-8000-000000000000", "jobs", "a%2Fb");

  @Autowired private RequestMappingHandlerMapping requestMappingHandlerMapping;
  @Autowired private ApplicationContext context;

  @Test
  void every_path_is_looked_up_as_the_framework_would() {
    var plain = frameworksOwn();
    var paths = paths();

    assertThat(paths).hasSizeGreaterThan(1_000);
    for (var path : paths) {
      for (var method : METHODS) {
        for (var media : List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM)) {
          assertThat(lookup(requestMappingHandlerMapping, method, path, media))
              .as("%s %s %s", method, path, media)
              .isEqualTo(lookup(plain, method, path, media));
        }
      }
    }
  }

  private RequestMappingHandlerMapping frameworksOwn() {
    var plain = new RequestMappingHandlerMapping();
    plain.setContentTypeResolver(requestMappingHandlerMapping.getContentTypeResolver());
    context.getAutowireCapableBeanFactory().initializeBean(plain, "plain");
    return plain;
  }

  /// What is found, with the path's variables, or how it is refused.
  private static List<Object> lookup(
      RequestMappingHandlerMapping mapping, HttpMethod method, String path, MediaType media) {
    var exchange =
        MockServerWebExchange.from(
            MockServerHttpRequest.method(method, URI.create(path))
                .contentType(media)
                .accept(media));
    try {
      return mapping
          .getHandler(exchange)
          .map(handler -> found((HandlerMethod) handler, exchange))
          .defaultIfEmpty(List.of())
          .block();
    } catch (RuntimeException refusal) {
      return refusal instanceof ErrorResponse answer
          ? List.of(refusal.getClass(), answer.getStatusCode(), answer.getHeaders())
          : List.of(refusal.getClass());
    }
  }

  private static List<Object> found(HandlerMethod handler, MockServerWebExchange exchange) {
    return List.of(
        handler.getMethod(),
        exchange.getAttributeOrDefault(
            HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.<String, String>of()));
  }

  /// Every endpoint's path with all kinds of values, and what is a little different from it.
  private Set<String> paths() {
    var paths = new TreeSet<>(Set.of("/", "/nothing", "/api/v1", "/docs", "/openapi.json"));
    for (var endpoint : Endpoint.of(requestMappingHandlerMapping)) {
      for (var value : VALUES) {
        paths.addAll(variants(endpoint.path().replaceAll("\\{\\w+}", value)));
      }
    }
    return paths;
  }

  private static List<String> variants(String path) {
    var last = path.lastIndexOf('/') + 1;
    var escaped =
        path.charAt(last) == '%'
            ? path.substring(last)
            : "%%%02x".formatted((int) path.charAt(last)) + path.substring(last + 1);
    var variants =
        List.of(
            path,
            path + "/",
            path + "/more",
            path + ";a=b",
            path.substring(0, last - 1),
            path.substring(0, last) + "/" + path.substring(last),
            path.substring(0, last) + escaped,
            path.replace("/api/", "/API/"),
            path.replace("/api/", "/%61pi;x/"));
    return variants.stream().filter(variant -> !variant.isEmpty()).toList();
  }
}
