package io.tributary.benchmarks.rig;

import io.tributary.TributaryApplication;
import io.tributary.packaged.PackagedService;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/// The application in this JVM, on the service's database, for ports that HTTP does not reach. It
/// takes no work of the service's.
public final class InProcess implements AutoCloseable {
  private final ConfigurableApplicationContext context;

  private InProcess(ConfigurableApplicationContext context) {
    this.context = context;
  }

  static InProcess start(Database database) {
    return new InProcess(
        new SpringApplicationBuilder(TributaryApplication.class)
            .run(
                "--server.port=0",
                "--tributary.database.url=" + database.ownerUrl(),
                "--tributary.database.pool-size=2",
                "--tributary.system-key=" + PackagedService.SYSTEM_KEY,
                "--tributary.outbox.enabled=false",
                "--tributary.engine.enabled=false",
                "--logging.structured.format.console=",
                "--logging.level.root=warn"));
  }

  public <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  @Override
  public void close() {
    context.close();
  }
}
