package io.tributary.e2e;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.TributaryApplication;
import io.tributary.testsupport.Tenant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.web.reactive.server.WebTestClient;

/// An application of a test's own, in this JVM, on a database of the test's own.
record RunningService(ConfigurableApplicationContext context, WebTestClient client, int port)
    implements AutoCloseable {

  /// @param properties such as `tributary.database.pool-size=2`
  static RunningService start(String databaseUrl, String... properties) {
    var arguments = new ArrayList<String>();
    arguments.add("--server.port=0");
    arguments.add("--tributary.database.url=" + databaseUrl);
    arguments.add("--tributary.system-key=" + Tenant.SYSTEM_KEY);
    arguments.add("--logging.structured.format.console=");
    arguments.addAll(List.of(properties).stream().map(property -> "--" + property).toList());
    var context =
        new SpringApplicationBuilder(TributaryApplication.class)
            .run(arguments.toArray(String[]::new));
    var port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    return new RunningService(context, clientOf(port), port);
  }

  static WebTestClient clientOf(int port) {
    return WebTestClient.bindToServer()
        .baseUrl("http://127.0.0.1:" + port)
        .responseTimeout(Duration.ofSeconds(40))
        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(16 << 20))
        .build();
  }

  Pools pools() {
    return new Pools(context.getBean(MeterRegistry.class));
  }

  @Override
  public void close() {
    context.close();
  }
}
