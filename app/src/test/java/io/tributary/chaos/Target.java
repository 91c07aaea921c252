package io.tributary.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tributary.chaos.Evidence.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.json.JsonMapper;

/// What the workflows call: mostly it answers 200 with a receipt, sometimes late, too late, with
/// 503, or not at all. It notes every request.
final class Target implements AutoCloseable {
  /// After which a caller gives up, in seconds.
  static final int TIMEOUT_SECONDS = 3;

  private static final Duration TOO_LATE = Duration.ofSeconds(TIMEOUT_SECONDS + 1L);
  private static final int MAX_SLOW_MILLIS = 1_000;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpServer server;
  private final Random random;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicLong receipts = new AtomicLong();
  private final Queue<Call> calls = new ConcurrentLinkedQueue<>();

  private enum Mood {
    WELL,
    SLOW,
    TOO_LATE,
    BUSY,
    HANGS_UP
  }

  private Target(HttpServer server, long seed) {
    this.server = server;
    this.random = new Random(seed);
  }

  static Target start(long seed) {
    try {
      var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      var target = new Target(server, seed);
      server.createContext("/", target::receive);
      server.setExecutor(target.threads);
      server.start();
      return target;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
      var mood = mood();
      switch (mood) {
        case SLOW -> Pause.of(Duration.ofMillis(random.nextInt(MAX_SLOW_MILLIS)));
        case TOO_LATE -> Pause.of(TOO_LATE);
        case WELL, BUSY, HANGS_UP -> {}
      }
      var receipt = "r" + receipts.incrementAndGet();
      var answers = mood != Mood.BUSY && mood != Mood.HANGS_UP;
      calls.add(
          new Call(
              body.path("token").asString(""),
              body.path("node").asString(""),
              Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("webhook-id"), ""),
              receipt,
              answers));
      if (answers) {
        var answer = "{\"receipt\": \"%s\"}".formatted(receipt).getBytes(UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
      } else if (mood == Mood.BUSY) {
        exchange.sendResponseHeaders(503, -1);
      }
    }
  }

  private Mood mood() {
    var chance = random.nextInt(100);
    return chance < 80
        ? Mood.WELL
        : chance < 88
            ? Mood.SLOW
            : chance < 90 ? Mood.TOO_LATE : chance < 96 ? Mood.BUSY : Mood.HANGS_UP;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  List<Call> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
