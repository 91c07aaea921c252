package io.tributary.workflows.adapter.out.http;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.http.client.HttpClientSettings;
import org.springframework.boot.http.client.HttpRedirects;
import org.springframework.boot.http.client.InetAddressFilter;
import org.springframework.boot.http.client.reactive.ClientHttpConnectorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpProperties.class)
class HttpConfiguration {
  private static final int MAX_WAITING = 500;
  private static final Duration MAX_IDLE = Duration.ofSeconds(20);
  private static final Duration MAX_LIFE = Duration.ofMinutes(5);

  @Bean(destroyMethod = "dispose")
  ConnectionProvider workflowConnections(HttpProperties properties) {
    return ConnectionProvider.builder("workflows")
        .maxConnections(properties.perTarget())
        .pendingAcquireMaxCount(MAX_WAITING)
        .maxIdleTime(MAX_IDLE)
        .maxLifeTime(MAX_LIFE)
        .build();
  }

  @Bean
  TargetPolicy targetPolicy(HttpProperties properties) {
    return new TargetPolicy(properties.allowPrivateTargets(), properties.allowPlain());
  }

  /// Looks at the address that is dialled, after the name was resolved: a name that changes its
  /// mind between a check and the call gains nothing.
  @Bean
  WebClient workflowHttp(
      ConnectionProvider workflowConnections, TargetPolicy policy, HttpProperties properties) {
    var settings =
        HttpClientSettings.defaults()
            .withRedirects(HttpRedirects.DONT_FOLLOW)
            .withConnectTimeout(properties.connectTimeout())
            .withInetAddressFilter(InetAddressFilter.adapt(policy::allows));
    return WebClient.builder()
        .clientConnector(
            ClientHttpConnectorBuilder.reactor()
                .withHttpClientFactory(() -> HttpClient.create(workflowConnections))
                .build(settings))
        .build();
  }
}
