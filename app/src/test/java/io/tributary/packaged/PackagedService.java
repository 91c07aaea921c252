package io.tributary.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The packaged application in a process of its own, which can be killed, stalled, asked to stop,
/// and started again on the same port.
public final class PackagedService implements AutoCloseable {
  /// Of every one that is started here.
  public static final String SYSTEM_KEY = "packaged-system-key-0123456789abcdef";

  private static final Duration START_LIMIT = Duration.ofMinutes(5);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(90);
  private static final long LOOK_MILLIS = 100;
  private static final int LOG_LINES = 40;

  private final Launch launch;
  private final int port;
  private final ServiceHttp http;
  private volatile @Nullable Process process;
  private volatile boolean ready;

  /// @param jar the packaged application, or a program that starts it with the Java of `JAVA_HOME`
  /// and the options of `JAVA_OPTS`
  /// @param log what it says, appended
  /// @param jvm options of the virtual machine
  /// @param properties such as `--tributary.engine.lease=3s`
  /// @param environment variables beside the caller's own
  public record Launch(
      Path jar,
      Path log,
      List<String> jvm,
      List<String> properties,
      Map<String, String> environment) {
    private List<String> program() {
      var command = new ArrayList<String>();
      if (jar.toString().endsWith(".jar")) {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvm);
        command.add("-jar");
      }
      command.add(jar.toString());
      return command;
    }
  }

  public PackagedService(Launch launch) {
    this.launch = launch;
    this.port = freePort();
    this.http = new ServiceHttp(port);
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public PackagedService start() {
    var command = new ArrayList<String>();
    command.addAll(launch.program());
    command.add("--server.port=" + port);
    command.addAll(launch.properties());
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(launch.log().toFile()));
    builder.environment().put("TRIBUTARY_SYSTEM_KEY", SYSTEM_KEY);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", String.join(" ", launch.jvm()));
    builder.environment().putAll(launch.environment());
    ready = false;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// @throws IllegalStateException with the end of its log, if it is not ready in time, or died
  public void awaitReady() {
    var deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < deadline && isAlive()) {
      if (isReady()) {
        return;
      }
      pause(LOOK_MILLIS);
    }
    throw new IllegalStateException("the service is not ready:\n" + endOfLog());
  }

  public boolean isReady() {
    try {
      var answered = http.get("/actuator/health/readiness", "");
      ready |= answered.succeeded();
      return answered.succeeded();
    } catch (IOException notYet) {
      return false;
    }
  }

  /// Whether it was ever ready since its last start.
  public boolean wasReady() {
    return ready;
  }

  public boolean isAlive() {
    return process().isAlive();
  }

  public int port() {
    return port;
  }

  public long pid() {
    return process().pid();
  }

  public ServiceHttp http() {
    return http;
  }

  public Path log() {
    return launch.log();
  }

  /// As the kernel's out-of-memory killer does it.
  public void kill() {
    process().destroyForcibly();
    awaitEnd();
  }

  /// SIGSTOP: it stands still, and all its connections stay open.
  public void stall() {
    signal("STOP");
  }

  /// SIGCONT: it goes on as if no time had passed.
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGTERM, and waits for the end.
  ///
  /// @throws IllegalStateException if it does not end in time
  public void stop() {
    process().destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process().waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IllegalStateException("the service does not stop:\n" + endOfLog());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Process process() {
    var started = process;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  private String endOfLog() {
    try {
      var lines = Files.readAllLines(launch.log());
      return String.join("\n", lines.subList(Math.max(0, lines.size() - LOG_LINES), lines.size()));
    } catch (IOException e) {
      return launch.log() + " cannot be read";
    }
  }

  private static void pause(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Stops it if it still runs, if need be by force.
  @Override
  public void close() {
    var started = process;
    if (started == null || !started.isAlive()) {
      return;
    }
    try {
      resume();
      stop();
    } finally {
      started.destroyForcibly();
    }
  }
}
