package io.tributary.workflows.domain.execution;

import java.time.Duration;

/// How often a node is tried, and how long to wait between.
///
/// @param attempts 1 to 10, the first included
/// @param delay after the first attempt; it doubles with each further one
/// @param maxDelay what it grows to at most
public record RetryPolicy(int attempts, Duration delay, Duration maxDelay) {
  public static final int MAX_ATTEMPTS = 10;
  public static final Duration LONGEST_DELAY = Duration.ofDays(1);
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(5), Duration.ofMinutes(10));
  private static final int MAX_DOUBLINGS = 30;

  /// @throws IllegalArgumentException out of bounds
  public RetryPolicy {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("attempts: " + attempts);
    }
    if (delay.isNegative() || maxDelay.compareTo(LONGEST_DELAY) > 0) {
      throw new IllegalArgumentException("delays: " + delay + ", " + maxDelay);
    }
  }

  /// Whether another attempt follows after `attempt` (1 is the first) failed so.
  public boolean allowsAnother(int attempt, FailureKind kind) {
    return kind.retryable() && attempt < attempts;
  }

  /// Between half and all of the doubled delay, so that what failed together does not come back
  /// together.
  ///
  /// @param attempt the one that failed, 1 for the first
  /// @param jitter 0 inclusive to 1 exclusive
  public Duration delayAfter(int attempt, double jitter) {
    var doublings = Math.min(Math.max(attempt - 1, 0), MAX_DOUBLINGS);
    var millis = Math.min(delay.toMillis() * (1L << doublings), maxDelay.toMillis());
    return Duration.ofMillis((long) (millis / 2.0 * (1 + jitter)));
  }
}
