package io.tributary.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.packaged.PackagedService;
import io.tributary.packaged.PackagedService.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/// Submissions per second: acknowledged, and through to a finished execution of three nodes and a
/// counted statistic.
///
/// Arguments: the packaged application, and optionally the seconds of warm-up (60) and of each
/// measurement (15).
public final class SubmissionBenchmark {
  private static final int[] CONNECTIONS = {1, 16, 64};
  private static final int WARM_UP_CONNECTIONS = 64;
  private static final int CREATED = 201;

  private final PackagedService service;
  private final Duration warmUp;
  private final Duration measured;

  private SubmissionBenchmark(PackagedService service, Duration warmUp, Duration measured) {
    this.service = service;
    this.warmUp = warmUp;
    this.measured = measured;
  }

  public static void main(String[] arguments)
      throws IOException, InterruptedException, ExecutionException {
    var directory = Files.createTempDirectory("tributary-bench");
    try (var service = new PackagedService(launch(Path.of(arguments[0]), directory)).start()) {
      service.awaitReady();
      new SubmissionBenchmark(service, seconds(arguments, 1, 60), seconds(arguments, 2, 15)).run();
    } finally {
      deleteAll(directory);
    }
  }

  private static Launch launch(Path jar, Path directory) {
    return new Launch(
        jar,
        directory.resolve("service.log"),
        List.of("-Xmx1g"),
        List.of(
            "--tributary.embedded.data-directory=" + directory.resolve("data"),
            "--logging.level.root=warn"),
        Map.of());
  }

  private void run() throws IOException, InterruptedException, ExecutionException {
    var plain = BenchmarkWorkspace.create(service.http(), false);
    var worked = BenchmarkWorkspace.create(service.http(), true);
    System.out.printf("warming up for %d s%n", warmUp.toSeconds() * 2);
    Load.run(service.port(), WARM_UP_CONNECTIONS, warmUp, CREATED, submissions(plain));
    Load.run(service.port(), WARM_UP_CONNECTIONS, warmUp, CREATED, submissions(worked));
    awaitFinished(worked);

    System.out.printf(
        "%n| %-34s | %11s | %9s | %8s | %8s | %8s | %6s | %10s |%n",
        "path", "connections", "per sec", "p50 ms", "p95 ms", "p99 ms", "failed", "client cpu");
    System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|");
    for (var connections : CONNECTIONS) {
      var before = ownCpu();
      var result = Load.run(service.port(), connections, measured, CREATED, submissions(plain));
      print("submission acknowledged", result, result.perSecond(), before);
    }
    for (var connections : CONNECTIONS) {
      measureFinished(worked, connections);
    }
  }

  /// The rate counts until the last accepted submission's execution is finished and counted.
  private void measureFinished(BenchmarkWorkspace workspace, int connections)
      throws IOException, InterruptedException, ExecutionException {
    var finishedBefore = finished(workspace);
    var cpuBefore = ownCpu();
    var begin = System.nanoTime();
    var result = Load.run(service.port(), connections, measured, CREATED, submissions(workspace));
    awaitFinished(workspace);
    var seconds = (System.nanoTime() - begin) / 1e9;
    var count = finished(workspace) - finishedBefore;
    if (count != result.ok()) {
      throw new IllegalStateException(result.ok() + " accepted, " + count + " finished");
    }
    print("submission finished (3 nodes)", result, count / seconds, cpuBefore);
  }

  private static void print(String path, Load.Result result, double perSecond, Duration cpuBefore) {
    var cpu = ownCpu().minus(cpuBefore).toNanos() * 100.0 / result.took().toNanos();
    System.out.printf(
        Locale.ROOT,
        "| %-34s | %11d | %9.0f | %8.1f | %8.1f | %8.1f | %6d | %8.0f %% |%n",
        path,
        result.connections(),
        perSecond,
        result.millisAt(50),
        result.millisAt(95),
        result.millisAt(99),
        result.failed(),
        cpu);
  }

  private static LongFunction<byte[]> submissions(BenchmarkWorkspace workspace) {
    var head =
        "POST /f/"
            + workspace.formKey()
            + "/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    var run = Long.toString(System.nanoTime(), 36);
    return n -> {
      var token = run + "-" + Long.toString(n, 36);
      var body =
          """
          {"data":{"name":"Ada Lovelace","email":"%s@example.com","company":"Analytical Engines","budget":12500,\
          "message":"We would like to see the engine at work, and hear what it costs."},"metadata":{"token":"%s"}}\
          """
              .formatted(token, token);
      return Connection.request(head + "Idempotency-Key: " + token + "\r\n", body.getBytes(UTF_8));
    };
  }

  private void awaitFinished(BenchmarkWorkspace workspace)
      throws IOException, InterruptedException {
    for (long before = -1, now = counted(workspace, "executionsStarted"); ; ) {
      var responses = counted(workspace, "responses");
      if (now == before && finished(workspace) == responses) {
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
      before = now;
      now = counted(workspace, "executionsStarted");
    }
  }

  private long finished(BenchmarkWorkspace workspace) throws IOException {
    return counted(workspace, "executionsCompleted");
  }

  private long counted(BenchmarkWorkspace workspace, String what) throws IOException {
    var today = LocalDate.now(ZoneOffset.UTC);
    var items =
        service
            .http()
            .get(
                "/api/v1/workspaces/%s/analytics/daily?from=%s&to=%s"
                    .formatted(workspace.id(), today.minusDays(1), today),
                workspace.apiKey())
            .body()
            .path("items");
    long sum = 0;
    for (var day : items) {
      sum += day.path(what).asLong();
    }
    return sum;
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private static Duration seconds(String[] arguments, int index, int otherwise) {
    return Duration.ofSeconds(
        arguments.length > index ? Long.parseLong(arguments[index]) : otherwise);
  }

  private static void deleteAll(Path directory) throws IOException {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
