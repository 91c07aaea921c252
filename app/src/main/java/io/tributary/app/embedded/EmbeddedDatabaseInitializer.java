package io.tributary.app.embedded;

import java.util.Map;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/// Starts the embedded server where no database is configured, before anything asks for one; it is
/// stopped after everything that asks.
public final class EmbeddedDatabaseInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String URL = "tributary.database.url";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    if (!environment.getProperty(URL, "").isBlank()) {
      return;
    }
    var server = EmbeddedPostgres.start(EmbeddedSettings.of(environment));
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("embeddedDatabase", Map.of(URL, server.url())));
    // what was registered first is destroyed last
    ((DefaultListableBeanFactory) context.getBeanFactory())
        .registerDisposableBean("embeddedPostgres", server::close);
    // and should the context fail before it has anything to destroy
    SpringApplication.getShutdownHandlers().add(server::close);
  }
}
