package io.tributary.app.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.concurrent.ImmediateEventExecutor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A kept-alive connection of a client that sends its next request as soon as it is answered.
class RequestsInTurnTests {
  private static final int REQUESTS = 2_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @Test
  void a_server_stops_although_an_idle_connection_is_kept_alive() throws Exception {
    var server = start();
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      for (int i = 0; i < REQUESTS; i++) {
        var body = "request " + i;
        var request =
            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                .POST(BodyPublishers.ofString(body))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(body);
      }
      // throws if it still waits for an operation by then
      server.disposeNow(PATIENCE);
    }
  }

  private static DisposableServer start() {
    return new ServerConfiguration()
        .requestsInTurn()
        .apply(HttpServer.create())
        .host("127.0.0.1")
        .port(0)
        .channelGroup(new DefaultChannelGroup(ImmediateEventExecutor.INSTANCE))
        .handle(
            (request, response) ->
                response.sendString(
                    request
                        .receive()
                        .aggregate()
                        .asString(UTF_8)
                        .publishOn(Schedulers.parallel())
                        .flatMap(Mono::just)))
        .bindNow();
  }
}
