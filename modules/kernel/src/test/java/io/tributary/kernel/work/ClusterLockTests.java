package io.tributary.kernel.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.testsupport.ModuleTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

@ModuleTest
class ClusterLockTests {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @Autowired ClusterLock lock;
  @Autowired Transactions transactions;
  @Autowired DatabaseClient db;

  private final String name = "test-" + UUID.randomUUID();

  @Test
  void of_many_contenders_one_runs_at_a_time() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var work =
        Mono.fromSupplier(() -> most.accumulateAndGet(inside.incrementAndGet(), Math::max))
            .delayElement(Duration.ofMillis(50))
            .doOnNext(done -> inside.decrementAndGet());
    Function<Integer, Mono<Integer>> contend = i -> lock.tryRun(name, MINUTE, Duration.ZERO, work);

    var ran = Flux.range(0, 12).flatMap(contend, 6).count().block();

    assertThat(ran).isPositive();
    assertThat(most.get()).isEqualTo(1);
  }

  @Test
  void it_is_free_again_after_the_work_even_if_that_failed() {
    assertThatThrownBy(
            () ->
                lock.tryRun(name, MINUTE, Duration.ZERO, Mono.error(new IllegalStateException()))
                    .block())
        .isInstanceOf(IllegalStateException.class);
    assertThat(lock.tryRun(name, MINUTE, Duration.ZERO, Mono.just(1)).block()).isEqualTo(1);
    assertThat(lock.tryRun(name, MINUTE, Duration.ZERO, Mono.just(2)).block()).isEqualTo(2);
  }

  @Test
  void it_is_held_for_its_longest_time_whatever_the_zones_of_jvm_and_session() {
    Sinks.One<Integer> work = Sinks.one();
    var first = lock.tryRun(name, MINUTE, Duration.ZERO, work.asMono()).toFuture();
    await().until(() -> secondsLeft() > 0);

    assertThat(secondsLeft()).isBetween(50.0, 60.0);
    assertThat(lock.tryRun(name, MINUTE, Duration.ZERO, Mono.just(2)).block()).isNull();
    work.tryEmitValue(1);
    assertThat(first.join()).isEqualTo(1);
  }

  @Test
  void the_lock_of_a_holder_that_died_is_taken_over_when_its_time_is_up() {
    lock.tryRun(name, Duration.ofMillis(400), Duration.ZERO, Mono.never()).subscribe();
    await().until(() -> secondsLeft() > 0);
    assertThat(lock.tryRun(name, MINUTE, Duration.ZERO, Mono.just(2)).block()).isNull();

    await().until(() -> lock.tryRun(name, MINUTE, Duration.ZERO, Mono.just(2)).block() != null);
  }

  @Test
  void it_is_kept_for_its_shortest_time_although_the_work_is_done() {
    var atLeast = Duration.ofSeconds(20);
    assertThat(lock.tryRun(name, MINUTE, atLeast, Mono.just(1)).block()).isEqualTo(1);

    assertThat(lock.tryRun(name, MINUTE, atLeast, Mono.just(2)).block()).isNull();
    assertThat(secondsLeft()).isBetween(10.0, 20.0);
  }

  private double secondsLeft() {
    return transactions
        .asWorker(
            db.sql(
                    """
                    SELECT extract(epoch FROM lock_until - now())::float8 FROM kernel.shedlock WHERE name = :name
                    """)
                .bind("name", name)
                .mapValue(Double.class)
                .one()
                .defaultIfEmpty(0.0))
        .block();
  }
}
