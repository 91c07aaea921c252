package io.tributary.kernel.work;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/// Runs one step after another: at once while the last one found more to do, else when woken, at
/// the latest after `idle`.
///
/// A step that found no more is followed by a rest of three times as long as it took, 10 ms at
/// most, so that under load work gathers and fewer steps do it; a loop that can wait longer may
/// rest longer. One that has rested reacts at once.
///
/// The first step comes within half a second of the start, at a random moment if nobody wakes it:
/// loops that start together and step every few seconds would go on to step together.
///
/// Steps never overlap. A step that fails is logged and tried again after a delay that doubles up
/// to ten seconds, with jitter.
public final class WorkLoop {
  private static final Logger log = LoggerFactory.getLogger(WorkLoop.class);
  private static final long FIRST_DELAY_MILLIS = 50;
  private static final long MAX_DELAY_MILLIS = 10_000;
  private static final int REST_PER_STEP = 3;
  private static final long MAX_REST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long MAX_FIRST_MILLIS = 500;

  private final String name;
  private final Duration idle;
  private final long leastRestNanos;
  private final Supplier<Mono<Boolean>> step;
  private final Scheduler scheduler;
  private final AtomicInteger wakes = new AtomicInteger();
  private volatile Sinks.Empty<Void> ended = Sinks.empty();
  private volatile long restedAt = System.nanoTime();
  private int failures;
  private volatile boolean stopping;
  private volatile boolean delayed;
  private volatile @Nullable Disposable timer;

  /// @param step does some work; answers true if there is more to do at once
  public WorkLoop(String name, Duration idle, Supplier<Mono<Boolean>> step) {
    this(name, idle, Duration.ZERO, step);
  }

  /// @param leastRest how long it rests at least after a step that found no more
  /// @param step does some work; answers true if there is more to do at once
  public WorkLoop(String name, Duration idle, Duration leastRest, Supplier<Mono<Boolean>> step) {
    this.name = name;
    this.idle = idle;
    this.leastRestNanos = leastRest.toNanos();
    this.step = step;
    this.scheduler = Schedulers.parallel();
  }

  /// Begins, or begins again after a stop that has ended.
  public void start() {
    stopping = false;
    ended = Sinks.empty();
    wakes.set(0);
    timer =
        scheduler.schedulePeriodically(
            this::wake,
            ThreadLocalRandom.current().nextLong(MAX_FIRST_MILLIS),
            idle.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /// Lets a step run now, or after the one that runs and its rest. Cheap; from any thread.
  public void wake() {
    if (wakes.getAndIncrement() == 0) {
      runRested();
    }
  }

  private void runRested() {
    var rest = restedAt - System.nanoTime();
    if (rest > 0) {
      scheduler.schedule(this::run, rest, TimeUnit.NANOSECONDS);
    } else {
      scheduler.schedule(this::run);
    }
  }

  /// Begins no further step.
  ///
  /// @return completes when the step that runs has ended
  public Mono<Void> stop() {
    return Mono.defer(
        () -> {
          stopping = true;
          var ticking = timer;
          if (ticking != null) {
            ticking.dispose();
          }
          wake();
          if (delayed) {
            ended.tryEmitEmpty();
          }
          return ended.asMono();
        });
  }

  private void run() {
    delayed = false;
    if (stopping) {
      ended.tryEmitEmpty();
      return;
    }
    var seen = wakes.get();
    var begin = System.nanoTime();
    Mono.defer(step)
        .defaultIfEmpty(false)
        .subscribe(more -> afterStep(seen, begin, more), failure -> afterFailure(failure));
  }

  private void afterStep(int seen, long begin, boolean more) {
    failures = 0;
    if (more || stopping) {
      scheduler.schedule(this::run);
      return;
    }
    var end = System.nanoTime();
    restedAt =
        end + Math.max(leastRestNanos, Math.min(REST_PER_STEP * (end - begin), MAX_REST_NANOS));
    if (!wakes.compareAndSet(seen, 0)) {
      runRested();
    }
  }

  private void afterFailure(Throwable failure) {
    failures++;
    var ceiling = Math.min(MAX_DELAY_MILLIS, FIRST_DELAY_MILLIS << Math.min(failures, 10));
    var delay = ThreadLocalRandom.current().nextLong(ceiling / 2, ceiling + 1);
    if (failures == 1) {
      log.warn("{}: failed, trying again in {} ms", name, delay, failure);
    } else {
      log.warn(
          "{}: failed {} times in a row, trying again in {} ms: {}",
          name,
          failures,
          delay,
          failure.toString());
    }
    // first the flag, then the look: a stop in between sees the one or is seen by the other
    delayed = true;
    if (stopping) {
      ended.tryEmitEmpty();
    } else {
      scheduler.schedule(this::run, delay, TimeUnit.MILLISECONDS);
    }
  }
}
