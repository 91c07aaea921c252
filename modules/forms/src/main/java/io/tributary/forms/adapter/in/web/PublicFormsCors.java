package io.tributary.forms.adapter.in.web;

import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsWebFilter;
import org.springframework.web.server.WebFilter;

/// Forms are filled in on other people's sites, so their public address is open to every origin.
/// Nothing there looks at cookies or credentials.
@Configuration(proxyBeanMethods = false)
class PublicFormsCors {
  private static final String PUBLIC = "/f/";

  @Bean
  @Order(Ordered.HIGHEST_PRECEDENCE)
  WebFilter publicFormsCorsFilter() {
    var open = new CorsConfiguration();
    open.addAllowedOrigin(CorsConfiguration.ALL);
    open.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name()));
    open.setAllowedHeaders(List.of(HttpHeaders.CONTENT_TYPE, "Idempotency-Key"));
    open.setExposedHeaders(List.of(HttpHeaders.ETAG, HttpHeaders.RETRY_AFTER, "Idempotent-Replay"));
    open.setMaxAge(Duration.ofHours(1));
    var cors = new CorsWebFilter(exchange -> open);
    return (exchange, chain) ->
        exchange.getRequest().getPath().value().startsWith(PUBLIC)
            ? cors.filter(exchange, chain)
            : chain.filter(exchange);
  }
}
