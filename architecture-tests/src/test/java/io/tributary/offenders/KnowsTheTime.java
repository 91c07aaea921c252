package io.tributary.offenders;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.function.Supplier;

@SuppressWarnings("JavaUtilDate")
public final class KnowsTheTime {
  private KnowsTheTime() {}

  public static Instant now() {
    return Instant.now();
  }

  @SuppressWarnings("JavaTimeDefaultTimeZone")
  public static LocalDate today() {
    return LocalDate.now();
  }

  public static LocalDate todayInAZone() {
    return LocalDate.now(ZoneOffset.UTC);
  }

  public static long millis() {
    return System.currentTimeMillis();
  }

  public static Supplier<Instant> reference() {
    return Instant::now;
  }

  public static Clock ownClock() {
    return Clock.systemUTC();
  }

  public static Date date() {
    return new Date();
  }

  /// As it should be.
  public static Instant asked(Clock clock) {
    return Instant.now(clock);
  }
}
