package io.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The packaged application in a process of its own, on an empty data directory that goes with it.
final class Service implements AutoCloseable {
  private static final String SYSTEM_KEY = "benchmark-system-key-0123456789";
  private static final Duration START_LIMIT = Duration.ofMinutes(2);

  private final JsonMapper json = JsonMapper.builder().build();
  private final HttpClient http = HttpClient.newHttpClient();
  private final Process process;
  private final int port;

  private Service(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static Service start(Path jar, Path directory) throws IOException, InterruptedException {
    var port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-jar",
            jar.toString(),
            "--server.port=" + port,
            "--tributary.embedded.data-directory=" + directory.resolve("data"),
            "--tributary.system-key=" + SYSTEM_KEY,
            "--logging.level.root=warn");
    builder.redirectErrorStream(true).redirectOutput(directory.resolve("service.log").toFile());
    var service = new Service(builder.start(), port);
    service.awaitReady(directory);
    return service;
  }

  private void awaitReady(Path directory) throws IOException, InterruptedException {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      try {
        if (get("/actuator/health/readiness", "").path("status").asString("").equals("UP")) {
          return;
        }
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(100);
      }
    }
    throw new IllegalStateException(
        "the service did not start:\n" + Files.readString(directory.resolve("service.log")));
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  /// CPU time of the service and the database below it.
  Duration cpuTime() {
    return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  JsonNode createWorkspace() {
    return post("/api/v1/workspaces", SYSTEM_KEY, "{\"name\": \"Benchmark\"}", List.of());
  }

  JsonNode post(String path, String key, String body, List<String> moreHeaders) {
    return send(
        builder(path, key)
            .headers(headers(moreHeaders))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  JsonNode get(String path, String key) throws IOException {
    try {
      return json.readTree(
          http.send(builder(path, key).GET().build(), BodyHandlers.ofString()).body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private JsonNode send(HttpRequest request) {
    try {
      var answer = http.send(request, BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
      }
      return json.readTree(answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private HttpRequest.Builder builder(String path, String key) {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  private static String[] headers(List<String> more) {
    var all = new java.util.ArrayList<>(List.of("Content-Type", "application/json"));
    all.addAll(more);
    return all.toArray(String[]::new);
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
