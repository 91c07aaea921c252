package io.tributary.workspaces.adapter.in.security;

import io.tributary.workspaces.application.port.in.Authenticate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.server.WebFilterChainProxy;

/// Spring Security with nothing in its chain but what this service uses: no session, no form, no
/// CSRF token (there are no cookies), no observation of each filter.
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {
  private static final int BEFORE_OTHER_FILTERS = -100;

  @Bean
  @Order(BEFORE_OTHER_FILTERS)
  WebFilterChainProxy security(Authenticate authenticate) {
    return SecurityFilters.of(authenticate);
  }
}
