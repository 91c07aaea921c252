package io.tributary.app.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/// A clock that can be set back, so that history is made by the same code as the present. It goes
/// on from where it was set to.
final class DemoClock extends Clock {
  private final Clock real = Clock.systemUTC();
  private volatile Duration shift = Duration.ZERO;

  void setTo(Instant at) {
    shift = Duration.between(real.instant(), at);
  }

  void setRight() {
    shift = Duration.ZERO;
  }

  /// However it is set.
  Instant realInstant() {
    return real.instant();
  }

  @Override
  public Instant instant() {
    return real.instant().plus(shift);
  }

  @Override
  public long millis() {
    return instant().toEpochMilli();
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    var same = this;
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return zone;
      }

      @Override
      public Clock withZone(ZoneId other) {
        return same.withZone(other);
      }

      @Override
      public Instant instant() {
        return same.instant();
      }
    };
  }
}
