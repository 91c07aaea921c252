package io.tributary.workflows;

import io.tributary.workflows.application.port.out.NodeCatalog;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;

/// Found by the scan of every module test, so that all share one application; gives way to the real
/// catalogue.
@Configuration(proxyBeanMethods = false)
class StandInConfiguration {
  @Bean
  @Fallback
  NodeCatalog standInCatalog() {
    return new StandInCatalog();
  }
}
