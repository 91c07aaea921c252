package io.tributary.workflows.adapter.in.web.executions;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads query parameters; what cannot be read is a fault. Absent and empty ones are null.
final class Queries {
  private static final int UUID_CHARS = 36;
  // what an id can tell: from 1970 to the year 9999
  private static final Instant FIRST = Instant.EPOCH;
  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

  private Queries() {}

  static @Nullable UUID id(@Nullable String text, String name, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      if (text.length() == UUID_CHARS) {
        return UUID.fromString(text);
      }
    } catch (IllegalArgumentException notOne) {
      // told below, as a wrong length is
    }
    faults.add(new Fault("?" + name, "not-an-id", "must be an id"));
    return null;
  }

  static @Nullable ExecutionStatus status(@Nullable String text, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var named =
        Arrays.stream(ExecutionStatus.values())
            .filter(status -> status.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElse(null);
    if (named == null) {
      faults.add(
          new Fault(
              "?status",
              "not-an-option",
              "must be one of " + Arrays.toString(ExecutionStatus.values())));
    }
    return named;
  }

  static @Nullable Instant instant(@Nullable String text, String name, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    try {
      var at = OffsetDateTime.parse(text).toInstant();
      if (!at.isBefore(FIRST) && !at.isAfter(LAST)) {
        return at;
      }
    } catch (DateTimeException notOne) {
      // told below, as an instant out of range is
    }
    faults.add(
        new Fault("?" + name, "not-an-instant", "must be an instant such as 2026-11-01T00:00:00Z"));
    return null;
  }
}
