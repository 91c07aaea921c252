package io.tributary.workflows.adapter.in.web.executions;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads query parameters; what cannot be read is a fault. Absent and empty ones are null.
final class Queries {
  private static final int UUID_CHARS = 36;
  private static final int MAX_TEXT = 500;
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

  /// Any of several, separated by commas; empty if nothing is named.
  static <E extends Enum<E>> Set<E> options(
      @Nullable String text, String name, Class<E> type, Faults faults) {
    var named = EnumSet.noneOf(type);
    if (text == null || text.isEmpty()) {
      return named;
    }
    for (var each : text.split(",", -1)) {
      var option = option(each.isEmpty() ? "?" : each.trim(), name, type, faults);
      if (option == null) {
        return named;
      }
      named.add(option);
    }
    return named;
  }

  static <E extends Enum<E>> @Nullable E option(
      @Nullable String text, String name, Class<E> type, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    var named =
        Arrays.stream(type.getEnumConstants())
            .filter(option -> option.name().equals(text.toUpperCase(Locale.ROOT)))
            .findFirst()
            .orElse(null);
    if (named == null) {
      faults.add(
          new Fault(
              "?" + name,
              "not-an-option",
              "must be one of " + Arrays.toString(type.getEnumConstants())));
    }
    return named;
  }

  static boolean flag(@Nullable String text, String name, Faults faults) {
    if (text == null || text.isEmpty() || text.equals("false")) {
      return false;
    }
    if (!text.equals("true")) {
      faults.add(new Fault("?" + name, "not-a-flag", "must be true or false"));
    }
    return true;
  }

  static @Nullable String text(@Nullable String text, String name, Faults faults) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > MAX_TEXT) {
      faults.add(new Fault("?" + name, "too-long", "must have at most 500 characters"));
    }
    if (text.indexOf(0) >= 0) {
      faults.add(new Fault("?" + name, "bad-character", "must not contain the character zero"));
    }
    return text;
  }

  /// A node is known within its workflow only.
  static @Nullable String place(
      @Nullable String workflowText,
      @Nullable UUID workflow,
      @Nullable String node,
      Faults faults) {
    var id = text(node, "nodeId", faults);
    if (id != null && (workflowText == null || workflowText.isEmpty())) {
      faults.add(new Fault("?nodeId", "needs-workflow", "needs workflowId, whose node it is"));
    }
    return id == null || workflow == null ? null : workflow + "/" + id;
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
