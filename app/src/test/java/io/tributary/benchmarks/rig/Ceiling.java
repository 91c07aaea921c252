package io.tributary.benchmarks.rig;

import io.tributary.benchmarks.load.HttpLoad;
import io.tributary.benchmarks.load.Pace;
import io.tributary.benchmarks.load.Requests;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The limit of every read: a web application that answers a constant, in a process of its own with
/// the service's options.
public final class Ceiling implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofMinutes(2);
  private static final long LOOK_MILLIS = 100;
  private static final int OK = 200;

  private final Process process;
  private final int port;

  private Ceiling(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// @param log what it says
  static Ceiling start(Path log) throws IOException {
    var port = freePort();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(Rig.JVM);
    command.addAll(List.of("-classpath", System.getProperty("java.class.path")));
    command.addAll(List.of(ConstantApplication.class.getName(), "--server.port=" + port));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    var ceiling = new Ceiling(builder.redirectOutput(log.toFile()).start(), port);
    ceiling.awaitReady(log);
    return ceiling;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitReady(Path log) {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (!answers()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        close();
        throw new IllegalStateException("the ceiling does not start: see " + log);
      }
      pause();
    }
  }

  private boolean answers() {
    try {
      return HttpLoad.run(port, 1, new Pace.Count(1), OK, n -> request(1)).ok() == 1;
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public int port() {
    return port;
  }

  /// For an answer of so many bytes.
  public byte[] request(int bytes) {
    return Requests.get("/" + bytes, "");
  }

  @Override
  public void close() {
    process.destroy();
  }
}
