package io.tributary.benchmarks.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Gives the same answers in turn, whatever is asked.
final class StubServer implements AutoCloseable {
  /// In the place of an answer.
  static final String HANG_UP = "";

  private final ServerSocket socket;
  private final Duration think;
  private final List<String> answers;
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private StubServer(ServerSocket socket, Duration think, List<String> answers) {
    this.socket = socket;
    this.think = think;
    this.answers = answers;
  }

  static StubServer answering(String... answers) throws IOException {
    return answeringAfter(Duration.ZERO, answers);
  }

  /// @param think before each answer
  static StubServer answeringAfter(Duration think, String... answers) throws IOException {
    var socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    var server = new StubServer(socket, think, List.of(answers));
    server.threads.submit(server::accept);
    return server;
  }

  static String answer(String status, String headers, String body) {
    return "HTTP/1.1 %s\r\ncontent-length: %d\r\n%s\r\n%s"
        .formatted(status, body.length(), headers, body);
  }

  int port() {
    return socket.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  private Void accept() throws IOException {
    while (true) {
      var connection = socket.accept();
      connections.incrementAndGet();
      threads.submit(() -> serve(connection));
    }
  }

  private Void serve(Socket connection) throws IOException {
    try (connection) {
      var in = new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      for (var line = in.readLine(); line != null; line = in.readLine()) {
        if (line.isEmpty()) {
          LockSupport.parkNanos(think.toNanos());
          var answer = answers.get(asked.getAndIncrement() % answers.size());
          if (answer.equals(HANG_UP)) {
            return null;
          }
          connection.getOutputStream().write(answer.getBytes(ISO_8859_1));
          if (answer.contains("Connection: close")) {
            return null;
          }
        }
      }
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    threads.shutdownNow();
  }
}
