package io.tributary.workflows.domain.execution;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// How often a node is tried, and how long to wait between.
///
/// @param attempts 1 to 100, the first included
/// @param delay after the first attempt, 0 to 7 days
/// @param factor by which it grows with each further one, 1 to 10
/// @param maxDelay what it grows to at most, 0 to 7 days
/// @param jitter 0 to 1: the share of the delay that chance may take off, so that what failed
///     together does not come back together
/// @param total since the first attempt began, after which no other begins, 1 ms to 30 days; null
///     for no such limit
/// @param on which failures are tried again; null for those whose kind says so
/// @param statuses HTTP statuses that are tried again besides, each 400 to 599
public record RetryPolicy(
    int attempts,
    Duration delay,
    double factor,
    Duration maxDelay,
    double jitter,
    @Nullable Duration total,
    @Nullable Set<FailureKind> on,
    Set<Integer> statuses) {
  public static final int MAX_ATTEMPTS = 100;
  public static final int MAX_FACTOR = 10;
  public static final Duration LONGEST_DELAY = Duration.ofDays(7);
  public static final Duration LONGEST_TOTAL = Duration.ofDays(30);
  public static final int MIN_STATUS = 400;
  public static final int MAX_STATUS = 599;
  private static final double USUAL_FACTOR = 2;
  private static final double USUAL_JITTER = 0.5;

  /// Five attempts within 75 seconds: 5 seconds between the first two, then twice as long each
  /// time, at most 10 minutes; up to half of each delay is left to chance.
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(10));

  /// @throws IllegalArgumentException out of bounds
  public RetryPolicy {
    require(attempts >= 1 && attempts <= MAX_ATTEMPTS, "attempts", attempts);
    require(isWithin(delay, LONGEST_DELAY), "delay", delay);
    require(factor >= 1 && factor <= MAX_FACTOR, "factor", factor);
    require(isWithin(maxDelay, LONGEST_DELAY), "maxDelay", maxDelay);
    require(jitter >= 0 && jitter <= 1, "jitter", jitter);
    require(
        total == null || total.isPositive() && isWithin(total, LONGEST_TOTAL),
        "total",
        String.valueOf(total));
    require(
        statuses.stream().allMatch(status -> status >= MIN_STATUS && status <= MAX_STATUS),
        "statuses",
        statuses);
    on = on == null ? null : Set.copyOf(on);
    statuses = Set.copyOf(statuses);
  }

  /// With the usual factor and jitter, for what is worth trying again.
  public RetryPolicy(int attempts, Duration delay, Duration maxDelay) {
    this(attempts, delay, USUAL_FACTOR, maxDelay, USUAL_JITTER, null, null, Set.of());
  }

  /// Whether another attempt follows after `attempt` (1 is the first) failed so. It does not if it
  /// could begin later than `total` allows.
  ///
  /// @param elapsed since the first attempt began
  public boolean allowsAnother(int attempt, Failure failure, Duration elapsed) {
    return attempt < attempts
        && isWorthIt(failure)
        && (total == null || elapsed.plus(delayAfter(attempt, 1, failure)).compareTo(total) <= 0);
  }

  private boolean isWorthIt(Failure failure) {
    var status = failure.status();
    if (status != null && statuses.contains(status)) {
      return true;
    }
    return on == null ? failure.kind().retryable() : on.contains(failure.kind());
  }

  /// Between `1 - jitter` of the grown delay and all of it, and at least as long as the target asks
  /// for, but no longer than 7 days.
  ///
  /// @param attempt the one that failed, 1 for the first
  /// @param chance 0 for the shortest delay to 1 for the longest
  public Duration delayAfter(int attempt, double chance, Failure failure) {
    var grown = delay.toMillis() * Math.pow(factor, Math.max(attempt - 1, 0));
    var millis = Math.min(grown, maxDelay.toMillis());
    var own = Duration.ofMillis((long) (millis * (1 - jitter + jitter * chance)));
    var asked = failure.retryAfter();
    return asked == null || asked.compareTo(own) <= 0 ? own : shorter(asked, LONGEST_DELAY);
  }

  private static boolean isWithin(Duration duration, Duration longest) {
    return !duration.isNegative() && duration.compareTo(longest) <= 0;
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) <= 0 ? one : other;
  }

  private static void require(boolean holds, String what, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(what + ": " + value);
    }
  }
}
