package io.tributary.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;

class CrowdTests {
  private final Crowd crowd = new Crowd();

  @Test
  void work_goes_on_at_once_while_nobody_waits() {
    var asked = new AtomicInteger();
    crowd.watch(
        () -> {
          asked.incrementAndGet();
          return false;
        });

    StepVerifier.create(crowd.pass()).verifyComplete();

    assertThat(asked).hasValue(1);
    assertThat(crowd.isThere()).isFalse();
  }

  @Test
  void work_waits_until_the_crowd_of_every_queue_is_gone() {
    var one = new AtomicBoolean(true);
    var other = new AtomicBoolean(true);
    crowd.watch(one::get);
    crowd.watch(other::get);

    StepVerifier.withVirtualTime(crowd::pass)
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(50))
        .then(() -> one.set(false))
        .expectNoEvent(Duration.ofMillis(50))
        .then(() -> other.set(false))
        .thenAwait(Duration.ofMillis(10))
        .verifyComplete();
  }

  @Test
  void work_goes_on_after_a_second_though_the_crowd_stays() {
    crowd.watch(() -> true);

    StepVerifier.withVirtualTime(crowd::pass)
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(990))
        .thenAwait(Duration.ofMillis(10))
        .verifyComplete();
    assertThat(crowd.isThere()).isTrue();
  }

  @Test
  void each_step_looks_anew() {
    var there = new AtomicBoolean();
    crowd.watch(there::get);
    var pass = crowd.pass();
    StepVerifier.create(pass).verifyComplete();

    there.set(true);

    StepVerifier.withVirtualTime(() -> pass)
        .expectSubscription()
        .expectNoEvent(Duration.ofMillis(20))
        .then(() -> there.set(false))
        .thenAwait(Duration.ofMillis(10))
        .verifyComplete();
  }
}
