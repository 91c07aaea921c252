package io.tributary.benchmarks.load;

import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/// What became of a load.
///
/// @param sent requests
/// @param statuses how often each came
/// @param accepted latencies of the expected status, microseconds
/// @param refused latencies of 429 and 503, microseconds
/// @param withoutRetryAfter of those, answers that do not say when to come again
/// @param broken requests whose connection was lost
/// @param unanswered when the load gave up waiting
/// @param sending until the last request was sent
/// @param took until the last answer
public record LoadResult(
    long sent,
    TreeMap<Integer, Long> statuses,
    Histogram accepted,
    Histogram refused,
    long withoutRetryAfter,
    long broken,
    long unanswered,
    Duration sending,
    Duration took) {
  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(5);
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int UNAVAILABLE = 503;

  public long ok() {
    return accepted.getTotalCount();
  }

  public long turnedAway() {
    return refused.getTotalCount();
  }

  /// Whatever was neither accepted nor refused in order.
  public long failed() {
    return sent - ok() - turnedAway();
  }

  public double perSecond() {
    return ok() * (double) TimeUnit.SECONDS.toNanos(1) / took.toNanos();
  }

  /// @param percentile from 0 to 100
  public double millisAt(double percentile) {
    return accepted.getValueAtPercentile(percentile) / 1e3;
  }

  /// @throws IllegalStateException with the statuses, unless every request was accepted
  public LoadResult requireAllAccepted() {
    if (ok() != sent) {
      throw new IllegalStateException(
          "%d sent: statuses %s, %d broken, %d unanswered"
              .formatted(sent, statuses, broken, unanswered));
    }
    return this;
  }

  /// Counts while the load runs.
  static final class Tally {
    private final int expected;
    private final TreeMap<Integer, Long> statuses = new TreeMap<>();
    private final Histogram accepted = new Histogram(HIGHEST_MICROS, 3);
    private final Histogram refused = new Histogram(HIGHEST_MICROS, 3);
    private long withoutRetryAfter;
    private long broken;

    Tally(int expected) {
      this.expected = expected;
    }

    void answered(AnswerParser answer, long nanos) {
      var status = answer.status();
      statuses.merge(status, 1L, Long::sum);
      var micros = Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(nanos));
      if (status == expected) {
        accepted.recordValue(micros);
      } else if (status == TOO_MANY_REQUESTS || status == UNAVAILABLE) {
        refused.recordValue(micros);
        withoutRetryAfter += answer.saysWhen() ? 0 : 1;
      }
    }

    void broken() {
      broken++;
    }

    LoadResult result(long sent, long unanswered, Duration sending, Duration took) {
      return new LoadResult(
          sent, statuses, accepted, refused, withoutRetryAfter, broken, unanswered, sending, took);
    }
  }
}
