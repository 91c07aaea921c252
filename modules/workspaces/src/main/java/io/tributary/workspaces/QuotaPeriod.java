package io.tributary.workspaces;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Optional;

/// How long a quota lasts before it begins anew: a calendar day or month of UTC.
public enum QuotaPeriod {
  DAY,
  MONTH;

  public static Optional<QuotaPeriod> of(String text) {
    return Arrays.stream(values()).filter(period -> period.name().equals(text)).findFirst();
  }

  /// The first day of the period that `at` falls into.
  public LocalDate startOf(Instant at) {
    var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
    return switch (this) {
      case DAY -> day;
      case MONTH -> day.withDayOfMonth(1);
    };
  }

  /// The first instant after the period that begins on `start`.
  public Instant endOf(LocalDate start) {
    var next =
        switch (this) {
          case DAY -> start.plusDays(1);
          case MONTH -> start.plusMonths(1);
        };
    return next.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
