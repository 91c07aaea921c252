package io.tributary.app.demo;

import io.tributary.kernel.partitions.Partitions;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoConfiguration {
  @Bean
  @Primary
  DemoClock demoClock() {
    return new DemoClock();
  }

  @Bean
  ApplicationRunner demo(
      DemoClock clock, Partitions partitions, JsonMapper json, Environment environment) {
    return arguments -> {
      var baseUrl = "http://localhost:" + environment.getRequiredProperty("local.server.port");
      var api = new DemoApi(baseUrl);
      new Demo(
              new DemoWorkspace(
                  api, environment.getRequiredProperty(DemoKeyInitializer.SYSTEM_KEY), json),
              new SampleHistory(api, clock, partitions),
              new DemoFiles(DemoKeyInitializer.directory(environment), json),
              clock)
          .run(baseUrl);
    };
  }
}
