package io.tributary.e2e;

import io.tributary.testsupport.Tenant;
import io.tributary.testsupport.TestDatabase;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

final class EndToEndInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            "tributary.database.url=" + TestDatabase.url(),
            "tributary.database.session-time-zone=Pacific/Chatham",
            "tributary.system-key=" + Tenant.SYSTEM_KEY,
            "spring.mail.host=127.0.0.1",
            "spring.mail.port=" + Mailbox.port(),
            "tributary.http.allow-private-targets=true",
            "logging.structured.format.console=")
        .applyTo(context);
  }
}
