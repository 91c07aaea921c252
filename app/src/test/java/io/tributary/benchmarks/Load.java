package io.tributary.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.HdrHistogram.Histogram;

/// Closed-loop load: each connection sends its next request when the last one was answered.
final class Load {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private Load() {}

  /// @param ok answers with the expected status
  /// @param failed all others
  record Result(int connections, long ok, long failed, Duration took, Histogram micros) {
    double perSecond() {
      return ok / (took.toNanos() / 1e9);
    }

    double millisAt(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  /// @param request makes the n-th request of a connection
  static Result run(
      int port,
      int connections,
      Duration duration,
      int expectedStatus,
      LongFunction<byte[]> request)
      throws InterruptedException, ExecutionException {
    var begin = System.nanoTime();
    var end = begin + duration.toNanos();
    var histogram = new Histogram(HIGHEST_MICROS, 3);
    long ok = 0;
    long failed = 0;
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var lanes = new ArrayList<Future<Lane>>();
      for (int i = 0; i < connections; i++) {
        long first = (long) i << 40;
        lanes.add(threads.submit(() -> lane(port, end, expectedStatus, first, request)));
      }
      for (var lane : lanes) {
        histogram.add(lane.get().micros());
        ok += lane.get().ok();
        failed += lane.get().failed();
      }
    }
    return new Result(
        connections, ok, failed, Duration.ofNanos(System.nanoTime() - begin), histogram);
  }

  private record Lane(long ok, long failed, Histogram micros) {}

  private static Lane lane(
      int port, long end, int expectedStatus, long first, LongFunction<byte[]> request) {
    var histogram = new Histogram(HIGHEST_MICROS, 3);
    long ok = 0;
    long failed = 0;
    try (var connection = new Connection(port)) {
      for (long n = first; System.nanoTime() < end; n++) {
        var bytes = request.apply(n);
        var begin = System.nanoTime();
        var status = connection.exchange(bytes);
        histogram.recordValue(Math.min(HIGHEST_MICROS, (System.nanoTime() - begin) / 1_000));
        if (status == expectedStatus) {
          ok++;
        } else {
          failed++;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Lane(ok, failed, histogram);
  }
}
