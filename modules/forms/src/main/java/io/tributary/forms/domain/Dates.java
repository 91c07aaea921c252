package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Dates as `yyyy-MM-dd`, of the years 1 to 9999.
final class Dates {
  private static final Pattern SHAPE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

  private Dates() {}

  static @Nullable LocalDate read(Object raw, Faults at) {
    if (!(raw instanceof String text)) {
      at.add("wrong-type", "must be a date as a text, such as 2026-01-31");
      return null;
    }
    var date = SHAPE.matcher(text.strip()).matches() ? parsed(text.strip()) : null;
    if (date == null || date.getYear() == 0) {
      at.add("not-a-date", "must be a date that exists, such as 2026-01-31");
      return null;
    }
    return date;
  }

  private static @Nullable LocalDate parsed(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException noSuchDay) {
      return null;
    }
  }
}
