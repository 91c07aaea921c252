package io.tributary.kernel.conditions;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/// JSON-like values, and how two of them compare. Nothing here throws.
final class Values {
  /// Longer texts are no numbers to us: making one of them costs the square of its length.
  private static final int MAX_NUMBER_CHARS = 100;

  private Values() {}

  /// Numbers as `BigDecimal`; what JSON would write as a text as `String`; all else as it is.
  static @Nullable Object normal(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Double number ->
          Double.isFinite(number) ? BigDecimal.valueOf(number) : number.toString();
      case Float number -> Float.isFinite(number) ? new BigDecimal(number) : number.toString();
      case Number number -> BigDecimal.valueOf(number.longValue());
      case CharSequence text -> text.toString();
      case UUID id -> id.toString();
      case Enum<?> constant -> constant.name();
      case TemporalAccessor time -> time.toString();
      default -> value;
    };
  }

  /// Both normal.
  static boolean equal(Object field, Object value) {
    if (field instanceof BigDecimal || value instanceof BigDecimal) {
      var left = numberOf(field);
      var right = numberOf(value);
      return left != null && right != null && left.compareTo(right) == 0;
    }
    return field.equals(value);
  }

  /// Whether both are numbers, or both texts, and the sign of their comparison is as wanted.
  static boolean orders(Object field, Object value, IntPredicate wanted) {
    if (field instanceof BigDecimal || value instanceof BigDecimal) {
      var left = numberOf(field);
      var right = numberOf(value);
      return left != null && right != null && wanted.test(left.compareTo(right));
    }
    return field instanceof String left
        && value instanceof String right
        && wanted.test(compareCodePoints(left, right));
  }

  /// The text of a scalar, and nothing for all else.
  static String textOf(Object normal) {
    return switch (normal) {
      case String text -> text;
      case BigDecimal number ->
          Math.abs((long) number.scale()) > MAX_NUMBER_CHARS
              ? number.toString()
              : number.toPlainString();
      case Boolean truth -> truth.toString();
      default -> "";
    };
  }

  private static @Nullable BigDecimal numberOf(Object normal) {
    if (normal instanceof BigDecimal number) {
      return number;
    }
    if (!(normal instanceof String raw)) {
      return null;
    }
    var text = raw.strip();
    if (text.isEmpty() || text.length() > MAX_NUMBER_CHARS) {
      return null;
    }
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException notANumber) {
      return null;
    }
  }

  /// `String.compareTo` goes by UTF-16 units, which puts U+1F600 before U+FF01.
  private static int compareCodePoints(String left, String right) {
    int i = 0;
    while (i < left.length() && i < right.length()) {
      int a = left.codePointAt(i);
      int b = right.codePointAt(i);
      if (a != b) {
        return Integer.compare(a, b);
      }
      i += Character.charCount(a);
    }
    return Integer.compare(left.length(), right.length());
  }
}
