package io.tributary.kernel.secrets;

import io.tributary.kernel.database.SystemSecrets;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SecretsConfiguration {
  /// The first migration drew one secret. What it signs and what these keys seal is told apart by
  /// the labels that they are derived with.
  @Bean
  Seals seals(SystemSecrets secrets) {
    return new AesGcmSeals(() -> secrets.get("cursor"));
  }
}
