package io.tributary.benchmarks.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// When a request is to be sent, and when there are no more. Times are nanoseconds since the load
/// began.
public sealed interface Pace {
  /// When the n-th request is meant to be sent; what it waits from then on is part of its latency.
  long intended(long n, long now);

  boolean isOver(long n, long now);

  /// Every connection sends its next request when its last one was answered.
  record Closed(Duration duration) implements Pace {
    @Override
    public long intended(long n, long now) {
      return now;
    }

    @Override
    public boolean isOver(long n, long now) {
      return now >= duration.toNanos();
    }
  }

  /// So many requests as fast as they are answered.
  record Count(long requests) implements Pace {
    @Override
    public long intended(long n, long now) {
      return now;
    }

    @Override
    public boolean isOver(long n, long now) {
      return n >= requests;
    }
  }

  /// At a fixed rate, whatever becomes of the requests before: one for which no connection is free
  /// waits, and its latency counts from when it was meant to be sent (no coordinated omission).
  record Open(double perSecond, Duration duration) implements Pace {
    @Override
    public long intended(long n, long now) {
      return (long) (n * (TimeUnit.SECONDS.toNanos(1) / perSecond));
    }

    @Override
    public boolean isOver(long n, long now) {
      return intended(n, now) >= duration.toNanos();
    }
  }
}
