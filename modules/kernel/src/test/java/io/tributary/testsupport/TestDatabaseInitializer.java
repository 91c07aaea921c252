package io.tributary.testsupport;

import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

final class TestDatabaseInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            "tributary.database.url=" + TestDatabase.url(),
            "tributary.database.session-time-zone=Pacific/Chatham",
            "tributary.database.pool-size=5",
            "tributary.database.worker-pool-size=8",
            "spring.modulith.runtime.flyway-enabled=true",
            "spring.flyway.default-schema=flyway",
            "spring.main.banner-mode=off",
            "tributary.system-key=" + Tenant.SYSTEM_KEY,
            "spring.jackson.deserialization.fail-on-unknown-properties=true")
        .applyTo(context);
  }
}
