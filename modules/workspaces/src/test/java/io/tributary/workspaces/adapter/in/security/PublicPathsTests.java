package io.tributary.workspaces.adapter.in.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicPathsTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/f/pVbz0gh1vJ4rQx0mY9Yq3w",
        "/f/pVbz0gh1vJ4rQx0mY9Yq3w/responses",
        "/hooks/x",
        "/actuator/health",
        "/actuator/health/readiness",
        "/actuator/prometheus",
        "/openapi.json",
        "/openapi.json/swagger-config",
        "/docs",
        "/docs/index.html",
        "/swagger-ui/index.html",
        "/webjars/x.css",
      })
  void are_open(String path) {
    assertThat(PublicPaths.contain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/forms",
        "/api/v1/workspaces",
        "/actuator",
        "/actuator/healthy",
        "/actuator/prometheus/",
        "/actuator/env",
        "/openapi.jsonx",
        "/documents",
        "/F/pVbz0gh1vJ4rQx0mY9Yq3w",
        "/%66/pVbz0gh1vJ4rQx0mY9Yq3w",
      })
  void all_others_are_not(String path) {
    assertThat(PublicPaths.contain(path)).isFalse();
  }
}
