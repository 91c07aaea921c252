package io.tributary.workflows.adapter.out.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.HttpCalls.Call;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.ConnectionProvider;

class SignedCallsTests {
  private final AtomicInteger reached = new AtomicInteger();
  private final ConnectionProvider connections = ConnectionProvider.create("test", 4);
  private DisposableServer server;

  @BeforeEach
  void serve() {
    server =
        HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(
                routes ->
                    routes
                        .get(
                            "/endless",
                            (request, response) ->
                                response.sendString(Flux.just("x".repeat(1_000)).repeat()))
                        .get("/never", (request, response) -> Mono.<Void>never())
                        .get(
                            "/",
                            (request, response) -> {
                              reached.incrementAndGet();
                              return response.sendString(Mono.just("hello"));
                            }))
            .bindNow();
  }

  @AfterEach
  void end() {
    server.disposeNow();
    connections.dispose();
  }

  /// @param allowed what the URL's text is judged by; `dialled` judges the address
  private EffectResult get(TargetPolicy allowed, TargetPolicy dialled, String host, String path) {
    var properties = new HttpProperties(false, false, Duration.ofSeconds(2), 4);
    var http = new HttpConfiguration().workflowHttp(connections, dialled, properties);
    var calls =
        new SignedCalls(
            http,
            allowed,
            any -> Mono.just(List.of(new byte[32])),
            HttpCallsFixture.proofs((workspace, key) -> Mono.empty(), http, allowed),
            new Bodies(),
            HttpCallsFixture.answers(),
            Clock.systemUTC());
    var call =
        new Call(
            UUID.randomUUID(),
            new EffectKey("k"),
            "GET",
            "http://" + host + ":" + server.port() + path,
            Map.of(),
            null,
            null,
            Set.of(),
            Duration.ofSeconds(3));
    return calls.call(call).block();
  }

  private static final TargetPolicy OPEN = new TargetPolicy(true, true);
  private static final TargetPolicy STRICT = new TargetPolicy(false, false);

  @Test
  void a_name_that_stands_for_a_private_address_is_refused_when_it_is_dialled() {
    for (var host : List.of("localhost", "127.0.0.1", "[::ffff:127.0.0.1]", "[::1]")) {
      assertThat(get(OPEN, STRICT, host, "/"))
          .as(host)
          .isInstanceOfSatisfying(
              EffectResult.Failed.class,
              failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.REFUSED_ADDRESS));
    }
    assertThat(reached).hasValue(0);
  }

  @Test
  void a_private_target_is_called_where_that_is_allowed() {
    assertThat(get(OPEN, OPEN, "127.0.0.1", "/"))
        .isInstanceOfSatisfying(
            EffectResult.Succeeded.class,
            done -> assertThat(done.output()).containsEntry("body", "hello"));
  }

  @Test
  void an_endless_answer_is_cut_off() {
    assertThat(get(OPEN, OPEN, "127.0.0.1", "/endless"))
        .isInstanceOfSatisfying(
            EffectResult.Succeeded.class,
            done -> {
              assertThat(done.output().get("body").toString()).hasSize(64 * 1024);
              assertThat(done.output()).containsEntry("truncated", true);
            });
  }

  @Test
  void an_answer_that_never_comes_is_a_timeout() {
    assertThat(get(OPEN, OPEN, "127.0.0.1", "/never"))
        .isInstanceOfSatisfying(
            EffectResult.Failed.class,
            failed -> assertThat(failed.failure().kind()).isEqualTo(FailureKind.TIMEOUT));
  }
}
