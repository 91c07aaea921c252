package io.tributary.workspaces.adapter.in.security;

import io.tributary.kernel.problems.KernelProblem.Unauthenticated;
import io.tributary.workspaces.application.port.in.Authenticate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import reactor.core.publisher.Mono;

/// What needs no credential is listed; all else does. What a credential may do is said at each
/// endpoint (`@Authorized`).
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {
  private static final String[] PUBLIC = {
    "/f/**",
    "/hooks/**",
    "/actuator/health/**",
    "/actuator/prometheus",
    "/openapi.json",
    "/openapi.json/**",
    "/docs",
    "/docs/**",
    "/swagger-ui/**",
    "/webjars/**"
  };

  @Bean
  SecurityWebFilterChain security(ServerHttpSecurity http, Authenticate authenticate) {
    return http.csrf(ServerHttpSecurity.CsrfSpec::disable)
        .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
        .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
        .logout(ServerHttpSecurity.LogoutSpec::disable)
        .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
        .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
        .exceptionHandling(
            refusals ->
                refusals
                    .authenticationEntryPoint((exchange, e) -> Mono.error(new Unauthenticated()))
                    .accessDeniedHandler((exchange, e) -> Mono.error(new Unauthenticated())))
        .addFilterAt(new BearerTokenFilter(authenticate), SecurityWebFiltersOrder.AUTHENTICATION)
        .authorizeExchange(
            paths -> paths.pathMatchers(PUBLIC).permitAll().anyExchange().authenticated())
        .build();
  }
}
