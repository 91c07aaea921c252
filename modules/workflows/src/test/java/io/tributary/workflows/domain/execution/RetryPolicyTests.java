package io.tributary.workflows.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RetryPolicyTests {
  private static final Failure TIMEOUT = new Failure(FailureKind.TIMEOUT, "x");

  private static Failure asking(Duration retryAfter) {
    return new Failure(FailureKind.HTTP_TEMPORARY, "busy", Map.of("status", 429), retryAfter);
  }

  private static Failure answered(int status) {
    return new Failure(FailureKind.HTTP_REFUSED, "no", Map.of("status", status));
  }

  private static RetryPolicy seconds(int attempts, long delay, double factor, long cap) {
    return new RetryPolicy(
        attempts,
        Duration.ofSeconds(delay),
        factor,
        Duration.ofSeconds(cap),
        0.5,
        null,
        null,
        Set.of());
  }

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1000",
    "1, 1, 2000",
    "2, 0, 2000",
    "3, 1, 8000",
    "9, 1, 60000",
    "10, 0, 30000",
    "100, 1, 60000"
  })
  void delays_double_up_to_the_cap_and_keep_at_least_half(int attempt, double chance, long millis) {
    assertThat(seconds(100, 2, 2, 60).delayAfter(attempt, chance, TIMEOUT))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @CsvSource({"1, 1000", "1.5, 7593", "3, 243000", "10, 100000000", "2, 32000"})
  void the_factor_decides_how_fast_they_grow(double factor, long sixth) {
    assertThat(seconds(10, 1, factor, 604_800).delayAfter(6, 1, TIMEOUT).toMillis())
        .isEqualTo(sixth);
  }

  /// For any policy, attempt and failure.
  @RepeatedTest(200)
  void a_delay_keeps_its_bounds_and_a_follower_its_total(RepetitionInfo repetition) {
    var random = new Random(repetition.getCurrentRepetition());
    var total = random.nextBoolean() ? Duration.ofMillis(1 + random.nextInt(100_000)) : null;
    var policy =
        new RetryPolicy(
            1 + random.nextInt(100),
            Duration.ofMillis(random.nextInt(100_000)),
            1 + random.nextDouble() * 9,
            Duration.ofMillis(random.nextLong(RetryPolicy.LONGEST_DELAY.toMillis())),
            random.nextDouble(),
            total,
            null,
            Set.of());
    var asked =
        random.nextBoolean() ? Duration.ofSeconds(random.nextLong(2_000_000)) : Duration.ZERO;
    var failure = asking(asked);
    var attempt = 1 + random.nextInt(100);
    var elapsed = Duration.ofMillis(random.nextInt(100_000));

    var shortest = policy.delayAfter(attempt, 0, failure);
    var some = policy.delayAfter(attempt, random.nextDouble(), failure);
    var longest = policy.delayAfter(attempt, 1, failure);

    assertThat(shortest).isBetween(Duration.ZERO, some);
    assertThat(longest).isBetween(some, RetryPolicy.LONGEST_DELAY);
    assertThat(shortest.compareTo(asked) >= 0 || shortest.equals(RetryPolicy.LONGEST_DELAY))
        .isTrue();
    if (policy.allowsAnother(attempt, failure, elapsed)) {
      assertThat(attempt).isLessThan(policy.attempts());
      if (total != null) {
        assertThat(elapsed.plus(some)).isLessThanOrEqualTo(total);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void by_default_the_kind_decides_and_a_list_overrides_it(FailureKind kind) {
    var failure = new Failure(kind, "x");
    var listed =
        new RetryPolicy(
            3,
            Duration.ZERO,
            2,
            Duration.ZERO,
            0,
            null,
            Set.of(FailureKind.HTTP_REFUSED),
            Set.of());

    assertThat(RetryPolicy.DEFAULT.allowsAnother(1, failure, Duration.ZERO))
        .isEqualTo(kind.retryable());
    assertThat(listed.allowsAnother(1, failure, Duration.ZERO))
        .isEqualTo(kind == FailureKind.HTTP_REFUSED);
  }

  @Test
  void statuses_are_tried_again_besides() {
    var policy =
        new RetryPolicy(3, Duration.ZERO, 2, Duration.ZERO, 0, null, Set.of(), Set.of(404, 409));

    assertThat(policy.allowsAnother(1, answered(404), Duration.ZERO)).isTrue();
    assertThat(policy.allowsAnother(1, answered(410), Duration.ZERO)).isFalse();
    assertThat(policy.allowsAnother(3, answered(404), Duration.ZERO)).isFalse();
  }

  @Test
  void a_target_that_asks_for_more_time_than_is_left_gets_no_further_attempt() {
    var policy =
        new RetryPolicy(
            5,
            Duration.ofSeconds(1),
            2,
            Duration.ofSeconds(1),
            0,
            Duration.ofSeconds(60),
            null,
            Set.of());

    assertThat(policy.allowsAnother(1, asking(Duration.ofSeconds(30)), Duration.ofSeconds(20)))
        .isTrue();
    assertThat(policy.allowsAnother(1, asking(Duration.ofSeconds(41)), Duration.ofSeconds(20)))
        .isFalse();
    assertThat(policy.delayAfter(1, 0, asking(Duration.ofDays(30)))).isEqualTo(Duration.ofDays(7));
  }

  @Test
  void a_failure_shows_how_long_it_was_asked_to_wait() {
    assertThat(asking(Duration.ofSeconds(90)).toMap())
        .containsEntry("retryAfterSeconds", 90L)
        .containsEntry("status", 429);
    assertThat(TIMEOUT.toMap()).doesNotContainKey("retryAfterSeconds");
    assertThat(asking(Duration.ofSeconds(-5)).retryAfter()).isEqualTo(Duration.ZERO);
  }

  @Test
  void what_is_out_of_bounds_is_no_policy() {
    for (Runnable made :
        new Runnable[] {
          () -> seconds(0, 1, 2, 1),
          () -> seconds(101, 1, 2, 1),
          () -> seconds(1, -1, 2, 1),
          () -> seconds(1, 604_801, 2, 1),
          () -> seconds(1, 1, 0.9, 1),
          () -> seconds(1, 1, 10.1, 1),
          () -> seconds(1, 1, 2, 604_801),
          () -> new RetryPolicy(1, Duration.ZERO, 2, Duration.ZERO, 2, null, null, Set.of()),
          () ->
              new RetryPolicy(
                  1, Duration.ZERO, 2, Duration.ZERO, 0, Duration.ofDays(31), null, Set.of()),
          () -> new RetryPolicy(1, Duration.ZERO, 2, Duration.ZERO, 0, null, null, Set.of(399))
        }) {
      assertThatThrownBy(made::run).isInstanceOf(IllegalArgumentException.class);
    }
  }
}
