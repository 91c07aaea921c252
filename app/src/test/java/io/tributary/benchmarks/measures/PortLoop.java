package io.tributary.benchmarks.measures;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Calls a port of the application in this JVM: clients that call, wait for the answer, and call
/// again.
final class PortLoop {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);

  private PortLoop() {}

  /// @param micros of each call
  record Result(ConcurrentHistogram micros, Duration took) {
    double perSecond() {
      return micros.getTotalCount() * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
    }

    double millisAt(double percentile) {
      return micros.getValueAtPercentile(percentile) / 1e3;
    }
  }

  static Result run(int clients, Duration duration, Supplier<Mono<?>> call) {
    var micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);
    var begin = System.nanoTime();
    Flux.range(0, clients)
        .flatMap(
            client ->
                Mono.defer(() -> timed(call, micros))
                    .repeat(() -> System.nanoTime() - begin < duration.toNanos())
                    .then()
                    .subscribeOn(Schedulers.boundedElastic()),
            clients)
        .blockLast();
    return new Result(micros, Duration.ofNanos(System.nanoTime() - begin));
  }

  private static Mono<?> timed(Supplier<Mono<?>> call, ConcurrentHistogram micros) {
    var begin = System.nanoTime();
    return call.get()
        .doOnSuccess(
            answer ->
                micros.recordValue(
                    Math.min(
                        HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin))));
  }
}
