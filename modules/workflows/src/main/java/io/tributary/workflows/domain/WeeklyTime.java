package io.tributary.workflows.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/// A time of day on some days of the week, such as nine in the morning from Monday to Friday.
///
/// What clocks skip or show twice goes by `java.time`'s rules: a time in a gap is as much later as
/// the gap is long, and one in an overlap is the first of the two.
///
/// @param days at least one
public record WeeklyTime(Set<DayOfWeek> days, LocalTime time) {
  /// A week and a day, since a gap can push the first day's moment before what is asked for.
  private static final int SEARCH_DAYS = 9;

  /// @throws IllegalArgumentException without a day
  public WeeklyTime {
    days = Set.copyOf(days);
    if (days.isEmpty()) {
      throw new IllegalArgumentException("no day");
    }
  }

  /// The first such moment after `instant`.
  public Instant after(Instant instant, ZoneId zone) {
    return notBefore(instant.plusNanos(1), zone);
  }

  /// The first such moment at `earliest` or after it.
  public Instant notBefore(Instant earliest, ZoneId zone) {
    // a gap at midnight pushes what belongs to the day before into this one
    var date = earliest.atZone(zone).toLocalDate().minusDays(1);
    for (int i = 0; i <= SEARCH_DAYS; i++, date = date.plusDays(1)) {
      if (days.contains(date.getDayOfWeek())) {
        var moment = LocalDateTime.of(date, time).atZone(zone).toInstant();
        if (!moment.isBefore(earliest)) {
          return moment;
        }
      }
    }
    throw new IllegalStateException("a week without " + days);
  }
}
