package io.tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.testsupport.TestDatabase;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/// More callers than there is room for, and callers that hang up: on a service with small pools.
class OverloadE2eTests {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int CLIENTS = 300;
  private static final int HANG_UPS = 200;
  private static RunningService service;
  private static Pipeline pipeline;

  @BeforeAll
  static void start() {
    service =
        RunningService.start(
            TestDatabase.url(),
            "tributary.database.pool-size=4",
            "tributary.database.worker-pool-size=6",
            "tributary.database.max-waiting=20");
    pipeline =
        Pipeline.create(
            service.client(),
            List.of(
                Pipeline.node(
                    "qualify",
                    "ACTION_UPDATE_LEAD",
                    Map.of("changes", Map.of("stage", "qualified")))));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void more_waiters_than_there_is_room_for_are_refused_early_and_nothing_acknowledged_is_lost()
      throws Exception {
    var before = responses().size();
    var acknowledged = ConcurrentHashMap.<String>newKeySet();
    var refused = ConcurrentHashMap.<String>newKeySet();
    atOnce(
        CLIENTS,
        i -> {
          var read =
              pipeline
                  .tenant()
                  .http()
                  .get()
                  .uri(pipeline.tenant().path("/leads?limit=100"))
                  .exchange()
                  .returnResult(String.class);
          if (read.getStatus().value() == 503) {
            assertThat(read.getResponseHeaders().getFirst("Retry-After")).isNotBlank();
            refused.add("read " + i);
          }
          submitOnce("overload-" + i, acknowledged, refused);
        });

    assertThat(refused).as("refused early").isNotEmpty();
    assertThat(acknowledged).isNotEmpty();
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(responses()).hasSize(before + acknowledged.size()));
    assertThat(responses()).containsAll(acknowledged);
    service.pools().assertFullAndHealthy(pipeline.tenant().http(), leads(), 20);
  }

  @Test
  void clients_that_hang_up_during_large_reads_leave_a_full_and_healthy_pool() throws Exception {
    fillWithLeads();
    atOnce(HANG_UPS, i -> hangUp("GET", pipeline.tenant().path("/leads?limit=100"), "", i % 7));
    service.pools().assertFullAndHealthy(pipeline.tenant().http(), leads(), 20);
  }

  @Test
  void clients_that_hang_up_during_submissions_leave_a_full_and_healthy_pool() throws Exception {
    var body = JsonMapper.shared().writeValueAsString(body("hung-up"));
    atOnce(HANG_UPS, i -> hangUp("POST", "/f/" + pipeline.formKey() + "/responses", body, i % 5));
    service.pools().assertFullAndHealthy(pipeline.tenant().http(), leads(), 20);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(pipeline.items("/executions?limit=100"))
                    .allSatisfy(run -> assertThat(run).containsEntry("status", "COMPLETED")));
  }

  private static void submitOnce(
      String token, java.util.Set<String> acknowledged, java.util.Set<String> refused) {
    var answer = pipeline.submit(service.client(), token, body(token));
    if (answer.status().value() == 201) {
      acknowledged.add((String) answer.body().get("responseId"));
    } else {
      assertThat(answer.status().value()).isEqualTo(503);
      assertThat(answer.retryAfter()).isNotBlank();
      refused.add(token);
    }
  }

  private static Map<String, Object> body(String token) {
    return Pipeline.submission(token, token + "-" + UUID.randomUUID() + "@example.com", 2_000);
  }

  private static void fillWithLeads() {
    IntStream.range(0, 120)
        .forEach(
            i ->
                pipeline.submit(
                    service.client(),
                    "fill-" + i,
                    Map.of(
                        "data",
                        Map.of(
                            "name", "Lead " + i,
                            "email", "lead" + i + "@example.com",
                            "note", "n".repeat(4_000)))));
    await().atMost(PATIENCE).until(() -> pipeline.items("/leads?limit=100").size() == 100);
  }

  private static List<String> responses() {
    var ids = new ArrayList<String>();
    String cursor = "";
    while (cursor != null) {
      var page = pipeline.get("/forms/" + pipeline.formId() + "/responses?limit=100" + cursor);
      for (var item : (List<?>) page.get("items")) {
        ids.add((String) ((Map<?, ?>) item).get("id"));
      }
      var next = (String) page.get("nextCursor");
      cursor = next == null ? null : "&cursor=" + next;
    }
    return ids;
  }

  private static String leads() {
    return pipeline.tenant().path("/leads?limit=10");
  }

  /// Sends a request and closes the connection, abruptly, a little later.
  private static void hangUp(String method, String path, String body, int delayMillis) {
    var request =
        "%s %s HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(
                method,
                path,
                pipeline.tenant().apiKey(),
                body.getBytes(StandardCharsets.UTF_8).length,
                body);
    try (var socket = new Socket("127.0.0.1", service.port())) {
      socket.setSoLinger(true, 0);
      socket.setSoTimeout(delayMillis + 1);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
      readUntilTimeout(socket);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void readUntilTimeout(Socket socket) throws IOException {
    try {
      socket.getInputStream().read();
    } catch (java.net.SocketTimeoutException enough) {
      // this is when it hangs up
    }
  }

  private static void atOnce(int times, java.util.function.IntConsumer work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        var number = i;
        running.add(threads.submit(() -> work.accept(number)));
      }
      for (var future : running) {
        future.get();
      }
    }
  }
}
