package io.tributary.workflows.executions;

import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/// A real HTTP server that remembers what it was asked, and answers as it is told.
final class HttpTarget {
  record Asked(String method, String path, HttpHeaders headers, String body) {}

  record Answer(int status, String body, String location, Mono<Void> after) {
    static Answer of(int status) {
      return new Answer(status, "{\"ok\": true}", "", Mono.empty());
    }
  }

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger brokenOff = new AtomicInteger();
  private volatile IntFunction<Answer> answers = any -> Answer.of(200);
  private final DisposableServer server =
      HttpServer.create()
          .host("127.0.0.1")
          .port(0)
          .handle(
              (request, response) ->
                  request
                      .receive()
                      .aggregate()
                      .asString(StandardCharsets.UTF_8)
                      .defaultIfEmpty("")
                      .flatMap(
                          body -> {
                            asked.add(
                                new Asked(
                                    request.method().name(),
                                    request.uri(),
                                    request.requestHeaders().copy(),
                                    body));
                            var answer = answers.apply(asked.size());
                            if (!answer.location().isEmpty()) {
                              response.header("Location", answer.location());
                            }
                            return answer
                                .after()
                                .doOnCancel(brokenOff::incrementAndGet)
                                .then(
                                    response
                                        .status(answer.status())
                                        .sendString(Mono.just(answer.body()))
                                        .then());
                          }))
          .bindNow();

  String url(String path) {
    return "http://127.0.0.1:" + server.port() + path;
  }

  /// @param byCount what to answer to the first, second, … call
  void answer(IntFunction<Answer> byCount) {
    answers = byCount;
  }

  /// How many callers went away before they were answered.
  int brokenOff() {
    return brokenOff.get();
  }

  void reset() {
    brokenOff.set(0);
    asked.clear();
    answers = any -> Answer.of(200);
  }
}
