package io.tributary.kernel.conditions;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// Points in time: `2026-03-29T01:30:00Z`, with any offset, or without one, which means UTC; or a
/// day, `2026-03-29`.
///
/// Where one of the two is a day, both are compared as days of UTC: an instant on that day is
/// neither before nor after it.
record Moments(LocalDate day, @Nullable Instant instant) {
  private static final int MAX_CHARS = 60;

  /// @return null if `source` is no point in time
  static @Nullable Moments of(@Nullable Object source) {
    try {
      return switch (source) {
        case CharSequence text when text.length() <= MAX_CHARS -> parse(text.toString().strip());
        case Instant instant -> of(instant);
        case OffsetDateTime time -> of(time.toInstant());
        case ZonedDateTime time -> of(time.toInstant());
        case LocalDateTime time -> of(time.toInstant(ZoneOffset.UTC));
        case LocalDate date -> new Moments(date, null);
        case null, default -> null;
      };
    } catch (DateTimeException notATime) {
      return null;
    }
  }

  /// @param field any value
  /// @param moment a `Moments`
  static boolean orders(Object field, Object moment, IntPredicate wanted) {
    var left = of(field);
    return left != null && wanted.test(left.compareTo((Moments) moment));
  }

  private int compareTo(Moments other) {
    return instant == null || other.instant == null
        ? day.compareTo(other.day)
        : instant.compareTo(other.instant);
  }

  private static Moments of(Instant instant) {
    return new Moments(instant.atZone(ZoneOffset.UTC).toLocalDate(), instant);
  }

  private static Moments parse(String text) {
    if (text.indexOf('T') < 0) {
      return new Moments(LocalDate.parse(text), null);
    }
    var time =
        DateTimeFormatter.ISO_DATE_TIME.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
    return time instanceof OffsetDateTime offset
        ? of(offset.toInstant())
        : of(LocalDateTime.from(time).toInstant(ZoneOffset.UTC));
  }
}
