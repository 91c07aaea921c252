package io.tributary.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.springframework.test.web.reactive.server.WebTestClient;

/// Clients that submit one token after another, each again and again under the same key until it is
/// acknowledged.
final class PersistentClients implements AutoCloseable {
  private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final Pipeline pipeline;
  private final WebTestClient stranger;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<Future<?>> clients = new ArrayList<>();
  private final Map<String, String> acknowledged = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  PersistentClients(Pipeline pipeline, WebTestClient stranger, int count) {
    this.pipeline = pipeline;
    this.stranger = stranger;
    for (int i = 0; i < count; i++) {
      clients.add(threads.submit(this::submitOn));
    }
  }

  /// The response's id by token.
  Map<String, String> acknowledged() {
    return acknowledged;
  }

  /// Waits until what each client has begun is acknowledged.
  void stop() throws Exception {
    stopping = true;
    for (var client : clients) {
      client.get(2, TimeUnit.MINUTES);
    }
  }

  private void submitOn() {
    while (!stopping) {
      var token = UUID.randomUUID().toString();
      acknowledged.put(token, untilAcknowledged(token));
    }
  }

  private String untilAcknowledged(String token) {
    var body = Pipeline.submission(token, token + "@example.com", 2_000);
    while (true) {
      try {
        var answer = pipeline.submit(stranger, token, body);
        if (answer.status().value() == 201) {
          return (String) answer.body().get("responseId");
        }
        if (answer.status().is4xxClientError()) {
          throw new IllegalStateException("refused for good: " + answer);
        }
      } catch (RuntimeException | AssertionError broken) {
        if (broken instanceof IllegalStateException refused
            && String.valueOf(refused.getMessage()).startsWith("refused for good")) {
          throw refused;
        }
      }
      LockSupport.parkNanos(PAUSE);
    }
  }

  @Override
  public void close() {
    stopping = true;
    threads.shutdownNow();
  }
}
