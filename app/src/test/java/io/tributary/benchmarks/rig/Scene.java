package io.tributary.benchmarks.rig;

import io.tributary.benchmarks.load.Requests;
import io.tributary.packaged.PackagedService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;

/// A workspace as a client sees it: requests to send to it, and what it has counted.
public final class Scene {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_MILLIS = 20;

  private final PackagedService service;
  private final BenchmarkWorkspace workspace;
  private final String run = Long.toString(System.nanoTime(), 36);
  private final AtomicLong submissions = new AtomicLong();

  Scene(PackagedService service, BenchmarkWorkspace workspace) {
    this.service = service;
    this.workspace = workspace;
  }

  public String workspaceId() {
    return workspace.id();
  }

  public String apiKey() {
    return workspace.apiKey();
  }

  /// @param rest such as `/leads`
  public String path(String rest) {
    return "/api/v1/workspaces/" + workspace.id() + rest;
  }

  /// A GET of this workspace.
  public byte[] read(String rest) {
    return Requests.get(path(rest), workspace.apiKey());
  }

  /// The same, read from the database whatever is kept.
  public byte[] readFresh(String rest) {
    return Requests.getFresh(path(rest), workspace.apiKey());
  }

  /// Submissions of different people, whatever n.
  public LongFunction<byte[]> submissions() {
    var path = "/f/" + workspace.formKey() + "/responses";
    return n -> {
      var token = run + "-" + Long.toString(submissions.incrementAndGet(), 36);
      return Requests.submission(
          path,
          token,
          """
          {"data":{"name":"Ada Lovelace","email":"%s@example.com","company":"Analytical Engines","budget":12500,\
          "message":"We would like to see the engine at work, and hear what it costs."},"metadata":{"token":"%s"}}\
          """
              .formatted(token, token));
    };
  }

  /// Starts the workflow that does nothing, so many times a request.
  public byte[] noopBatch(int size) {
    return batch(workspace.noopId(), size);
  }

  /// Starts a workflow so many times, 1 to 500.
  public byte[] batch(String workflow, int size) {
    var items = "{},".repeat(size - 1) + "{}";
    return Requests.post(
        path("/workflows/" + workflow + "/executions/batch"),
        workspace.apiKey(),
        "{\"items\":[" + items + "]}");
  }

  /// Publishes another workflow.
  ///
  /// @return its id
  public String publish(String definition) {
    return BenchmarkWorkspace.publish(service.http(), path(""), workspace.apiKey(), definition);
  }

  /// What the daily statistics say, which is the end of every path.
  public Counts counts() {
    var today = LocalDate.now(ZoneOffset.UTC);
    var days = "/analytics/daily?from=%s&to=%s".formatted(today.minusDays(1), today);
    try {
      var counts = Counts.NONE;
      for (var day : service.http().get(path(days), workspace.apiKey()).body().path("items")) {
        counts =
            counts.plus(
                new Counts(
                    day.path("responses").asLong(),
                    day.path("leadsCreated").asLong(),
                    day.path("executionsCompleted").asLong()));
      }
      return counts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws IllegalStateException if it does not come to that in ten minutes, or goes beyond
  public void await(Counts expected) {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    var now = counts();
    while (!now.equals(expected)) {
      if (now.exceeds(expected) || System.nanoTime() > deadline) {
        throw new IllegalStateException(
            String.format(Locale.ROOT, "counted %s, not %s", now, expected));
      }
      pause();
      now = counts();
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
}
