package io.tributary.benchmarks.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tributary.benchmarks.load.Pace;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SqlLoopTests {
  private static final int CLIENTS = 4;
  private static final int ALL_WARM_UPS = CLIENTS * SqlLoop.WARM_UPS;

  private final AtomicLong clock = new AtomicLong();
  private final AtomicInteger opened = new AtomicInteger();
  private final AtomicInteger closed = new AtomicInteger();
  private final AtomicInteger runs = new AtomicInteger();

  @Test
  void nothing_is_measured_before_every_client_is_connected_and_warm() throws Exception {
    var result =
        SqlLoop.run(
            () -> {
              clock.addAndGet(TimeUnit.HOURS.toNanos(1));
              return open();
            },
            CLIENTS,
            new Pace.Count(100),
            connection ->
                () -> {
                  if (runs.incrementAndGet() <= ALL_WARM_UPS) {
                    clock.addAndGet(TimeUnit.MINUTES.toNanos(1));
                  } else {
                    assertThat(opened).hasValue(CLIENTS);
                  }
                },
            clock::get);

    assertThat(runs).hasValue(ALL_WARM_UPS + 100);
    assertThat(result.micros().getTotalCount()).isEqualTo(100);
    assertThat(result.micros().getMaxValue()).isZero();
    assertThat(result.took()).isZero();
    assertThat(closed).hasValue(CLIENTS);
  }

  @Test
  void who_is_due_while_another_is_slow_waits_from_then() throws Exception {
    var result =
        SqlLoop.run(
            this::open,
            1,
            new Pace.Open(1_000, Duration.ofMillis(50)),
            connection ->
                () -> {
                  if (runs.incrementAndGet() == SqlLoop.WARM_UPS + 1) {
                    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(100));
                  }
                },
            clock::get);

    assertThat(result.micros().getTotalCount()).isEqualTo(50);
    assertThat(result.millisAt(100)).isCloseTo(100, within(0.1));
    assertThat(result.millisAt(50)).isCloseTo(75, within(1.1));
    assertThat(result.millisAt(0)).isCloseTo(51, within(0.1));
  }

  @Test
  void a_client_that_fails_ends_the_run_and_closes_what_was_opened() {
    assertThatThrownBy(
            () ->
                SqlLoop.run(
                    this::open,
                    CLIENTS,
                    new Pace.Count(100),
                    connection -> {
                      if (opened.get() == 3) {
                        throw new SQLException("refused");
                      }
                      return () -> {};
                    }))
        .isInstanceOf(SQLException.class);

    assertThat(closed).hasValue(3);
  }

  private Connection open() {
    opened.incrementAndGet();
    return (Connection)
        Proxy.newProxyInstance(
            Connection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("close");
              closed.incrementAndGet();
              return null;
            });
  }
}
