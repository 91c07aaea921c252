package io.tributary.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class WorkLoopTests {
  private static final Duration NEVER = Duration.ofDays(1);

  private final AtomicInteger steps = new AtomicInteger();
  private WorkLoop loop;

  @AfterEach
  void stop() {
    loop.stop().block(Duration.ofSeconds(15));
  }

  @Test
  void steps_never_overlap_whoever_wakes_it() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    start(
        NEVER,
        () ->
            Mono.fromSupplier(
                    () -> {
                      most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                      return false;
                    })
                .delayElement(Duration.ofMillis(1))
                .doOnNext(more -> inside.decrementAndGet()));

    // what wakes it before its first step begins asks for no second one
    await().until(() -> steps.get() == 1);
    IntStream.range(0, 2_000).parallel().forEach(i -> loop.wake());
    await().until(() -> steps.get() >= 2 && inside.get() == 0);

    assertThat(most.get()).isEqualTo(1);
    assertThat(steps.get()).isLessThan(2_000);
  }

  @Test
  void a_wake_during_a_step_lets_another_follow() {
    Sinks.Empty<Void> first = Sinks.empty();
    start(NEVER, () -> steps.get() == 1 ? first.asMono().thenReturn(false) : Mono.just(false));
    await().until(() -> steps.get() == 1);

    loop.wake();
    loop.wake();
    assertThat(steps.get()).isEqualTo(1);
    first.tryEmitEmpty();

    await().until(() -> steps.get() == 2);
    await()
        .during(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(2))
        .until(() -> steps.get() == 2);
  }

  @Test
  void it_goes_on_at_once_while_there_is_more_and_rests_then() {
    start(NEVER, () -> Mono.just(steps.get() < 50));

    await().until(() -> steps.get() == 50);
    await()
        .during(Duration.ofMillis(100))
        .atMost(Duration.ofSeconds(2))
        .until(() -> steps.get() == 50);
  }

  @Test
  void under_load_it_rests_after_a_step_for_three_times_as_long_as_that_took() {
    var begin = System.nanoTime();
    start(
        NEVER,
        () -> {
          loop.wake();
          return Mono.delay(Duration.ofMillis(5)).thenReturn(false);
        });

    await().until(() -> steps.get() > 20);
    // 20 steps and 20 rests
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(400));
  }

  @Test
  void it_rests_as_long_as_it_is_told_to_but_not_while_there_is_more() {
    var begin = System.nanoTime();
    start(
        NEVER,
        Duration.ofMillis(100),
        () -> {
          loop.wake();
          return Mono.just(steps.get() < 1_000);
        });

    await().until(() -> steps.get() >= 1_003);
    // three rests, and none of the first thousand steps
    assertThat(Duration.ofNanos(System.nanoTime() - begin))
        .isBetween(Duration.ofMillis(300), Duration.ofSeconds(50));
  }

  @Test
  void a_rest_is_short_after_the_longest_step_and_a_wake_in_it_is_not_lost() {
    start(NEVER, () -> Mono.delay(Duration.ofMillis(300)).thenReturn(false));
    await().until(() -> steps.get() == 1);
    loop.wake();
    await().until(() -> steps.get() == 2);

    loop.stop().block(Duration.ofSeconds(15));
    assertThat(steps).hasValue(2);
  }

  @Test
  void an_empty_step_is_one_without_more() {
    start(Duration.ofMillis(10), Mono::empty);

    await().until(() -> steps.get() >= 3);
  }

  @Test
  void a_step_that_fails_or_throws_is_tried_again_with_growing_delays() {
    var begin = System.nanoTime();
    start(
        NEVER,
        () ->
            switch (steps.get()) {
              case 1, 3 -> Mono.error(new IllegalStateException("fails"));
              case 2 -> throw new IllegalStateException("throws");
              default -> Mono.just(false);
            });

    await().until(() -> steps.get() == 4);
    // at least half of 100, 200 and 400 ms
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(340));
  }

  @Test
  void loops_that_start_together_do_not_step_together() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      var loops =
          Stream.generate(() -> loop(NEVER, Duration.ZERO, () -> Mono.just(false)))
              .limit(100)
              .toList();
      loop = loops.getFirst();

      loops.forEach(WorkLoop::start);
      time.advanceTimeBy(Duration.ofMillis(250));
      assertThat(steps.get()).isBetween(1, 99);
      time.advanceTimeBy(Duration.ofMillis(250));
      assertThat(steps).hasValue(100);

      var stops = loops.stream().map(WorkLoop::stop).map(Mono::toFuture).toList();
      time.advanceTimeBy(Duration.ofSeconds(1));
      assertThat(stops).allMatch(CompletableFuture::isDone);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void a_stop_waits_for_the_step_that_runs_and_begins_no_other() {
    Sinks.Empty<Void> step = Sinks.empty();
    var stopped = new AtomicBoolean();
    start(Duration.ofMillis(5), () -> step.asMono().thenReturn(true));
    await().until(() -> steps.get() == 1);

    loop.stop().doOnSuccess(end -> stopped.set(true)).subscribe();
    await().during(Duration.ofMillis(50)).atMost(Duration.ofSeconds(2)).until(() -> !stopped.get());
    step.tryEmitEmpty();

    await().untilTrue(stopped);
    assertThat(steps.get()).isEqualTo(1);
  }

  @Test
  void a_stop_does_not_wait_for_the_delay_after_a_failure() {
    start(NEVER, () -> Mono.error(new IllegalStateException("not now")));
    // the delay that follows is 1.6 seconds at least
    await().atMost(Duration.ofSeconds(30)).until(() -> steps.get() == 6);

    loop.stop().block(Duration.ofSeconds(1));

    assertThat(steps).hasValue(6);
  }

  private void start(Duration idle, Supplier<Mono<Boolean>> step) {
    start(idle, Duration.ZERO, step);
  }

  private void start(Duration idle, Duration leastRest, Supplier<Mono<Boolean>> step) {
    loop = loop(idle, leastRest, step);
    loop.start();
  }

  private WorkLoop loop(Duration idle, Duration leastRest, Supplier<Mono<Boolean>> step) {
    return new WorkLoop(
        "test",
        idle,
        leastRest,
        () -> {
          steps.incrementAndGet();
          return step.get();
        });
  }
}
