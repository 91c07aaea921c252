package io.tributary.benchmarks.rig;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.HttpHandlerAutoConfiguration;
import org.springframework.boot.webflux.autoconfigure.WebFluxAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/// The least that an answer can cost: the same web server and framework as the service's, and a
/// handler that answers `GET /{bytes}` with so many bytes that it has ready.
///
/// No `@Configuration`: tests of the service would find it, too.
@ImportAutoConfiguration({
  HttpHandlerAutoConfiguration.class,
  WebFluxAutoConfiguration.class,
  NettyReactiveWebServerAutoConfiguration.class
})
class ConstantApplication {
  private final ConcurrentMap<Integer, byte[]> answers = new ConcurrentHashMap<>();

  public static void main(String[] arguments) {
    new SpringApplicationBuilder(ConstantApplication.class)
        .web(WebApplicationType.REACTIVE)
        // not the service's own settings
        .properties(Map.of("spring.config.location", "optional:classpath:/constant/"))
        .run(arguments);
  }

  @Bean
  RouterFunction<ServerResponse> constants() {
    return RouterFunctions.route()
        .GET(
            "/{bytes}",
            request -> {
              var bytes = Integer.parseInt(request.pathVariable("bytes"));
              return ServerResponse.ok()
                  .contentType(MediaType.APPLICATION_JSON)
                  .bodyValue(answers.computeIfAbsent(bytes, byte[]::new));
            })
        .build();
  }
}
