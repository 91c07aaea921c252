package io.tributary.e2e;

import io.tributary.testsupport.Tenant;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.test.web.reactive.server.WebTestClient;

/// The artefact, in a process of its own that can be killed and started again on the same port.
final class PackagedService implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final int port;
  private final String databaseUrl;
  private final Path log;
  private Process process;

  PackagedService(int port, String databaseUrl, Path log) {
    this.port = port;
    this.databaseUrl = databaseUrl;
    this.log = log;
  }

  PackagedService start() {
    var command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-jar",
            System.getProperty("tributary.jar"),
            "--server.port=" + port,
            "--logging.structured.format.console=");
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
    builder.environment().put("TRIBUTARY_DATABASE_URL", databaseUrl);
    builder.environment().put("TRIBUTARY_SYSTEM_KEY", Tenant.SYSTEM_KEY);
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  WebTestClient client() {
    return RunningService.clientOf(port);
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(START)
        .ignoreExceptions()
        .until(
            () ->
                client()
                    .get()
                    .uri("/actuator/health/readiness")
                    .exchange()
                    .returnResult(String.class)
                    .getStatus()
                    .is2xxSuccessful());
  }

  /// As the kernel's out-of-memory killer does it.
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
