package io.tributary.workflows.adapter.out.nodes;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Points in time as ISO 8601 writes them.
final class DateTimes {
  static final int MAX_CHARS = 64;

  private DateTimes() {}

  /// `2026-12-24T09:00:00Z`, `…+01:00` and `…[Europe/Berlin]`; without an offset it is meant in
  /// `zone`, and without a time at the beginning of that day there.
  ///
  /// @return null if it is none
  static @Nullable Instant parse(String text, ZoneId zone) {
    var stripped = text.strip();
    if (stripped.length() > MAX_CHARS) {
      return null;
    }
    try {
      if (stripped.indexOf('T') < 0 && stripped.indexOf('t') < 0) {
        return LocalDate.parse(stripped).atStartOfDay(zone).toInstant();
      }
      var best =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              stripped, ZonedDateTime::from, LocalDateTime::from);
      return best instanceof LocalDateTime local
          ? local.atZone(zone).toInstant()
          : Instant.from(best);
    } catch (DateTimeException notOne) {
      return null;
    }
  }
}
