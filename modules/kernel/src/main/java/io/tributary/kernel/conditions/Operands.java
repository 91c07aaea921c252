package io.tributary.kernel.conditions;

import io.tributary.kernel.problems.Faults;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Checks what an operator is given, once, so that testing has nothing left to check.
final class Operands {
  private static final int MAX_LIST = 500;
  private static final int MAX_CHARS = 10_000;
  private static final Object NONE = new Object();

  private Operands() {}

  /// @return what `Operator.holds` takes; null if it does not fit, with the faults at `at`
  static @Nullable Object check(Operator operator, @Nullable Object value, Faults at) {
    return switch (operator.operand()) {
      case NONE -> none(operator, value, at);
      case SCALAR -> scalar(value, at);
      case ORDERED ->
          fits(
              value instanceof Boolean ? null : scalarOrNull(value),
              at,
              "must be a number or a text");
      case TEXT -> fits(value instanceof String ? scalarOrNull(value) : null, at, "must be a text");
      case LIST -> list(value, at);
      case MOMENT ->
          fits(Moments.of(value), at, "must be a date or a time, as in ISO 8601: 2026-03-29");
    };
  }

  private static @Nullable Object none(Operator operator, @Nullable Object value, Faults at) {
    return at.require(value == null, "not-allowed", operator.wire() + " takes no value")
        ? NONE
        : null;
  }

  private static @Nullable Object scalar(@Nullable Object value, Faults at) {
    return fits(
        scalarOrNull(value),
        at,
        "must be a text of at most " + MAX_CHARS + " characters, a number, true or false");
  }

  private static @Nullable Object scalarOrNull(@Nullable Object value) {
    var normal = Values.normal(value);
    if (normal instanceof String text && text.length() > MAX_CHARS) {
      return null;
    }
    return value instanceof String || value instanceof Number || value instanceof Boolean
        ? normal
        : null;
  }

  private static @Nullable Object list(@Nullable Object value, Faults at) {
    if (!(value instanceof List<?> list) || list.isEmpty() || list.size() > MAX_LIST) {
      at.add("wrong-type", "must be a list of 1 to " + MAX_LIST + " values");
      return null;
    }
    List<Object> options = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      var option = scalar(list.get(i), at.at(i));
      if (option != null) {
        options.add(option);
      }
    }
    return options.size() == list.size() ? List.copyOf(options) : null;
  }

  private static @Nullable Object fits(@Nullable Object checked, Faults at, String message) {
    at.require(checked != null, "wrong-type", message);
    return checked;
  }
}
