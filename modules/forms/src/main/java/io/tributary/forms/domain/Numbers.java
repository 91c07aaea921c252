package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Exact numbers of a bounded size: `1e1000000` is six characters on the wire and a megabyte in the
/// database.
final class Numbers {
  static final int MAX_DIGITS = 30;

  private Numbers() {}

  static @Nullable BigDecimal read(Object raw, Faults at) {
    var number = exact(raw);
    if (number == null) {
      at.add("wrong-type", "must be a number");
      return null;
    }
    return requireBounded(number, at) ? number : null;
  }

  static boolean requireBounded(BigDecimal number, Faults at) {
    return at.require(
        number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS,
        "too-many-digits",
        "must have at most " + MAX_DIGITS + " digits");
  }

  static @Nullable BigDecimal exact(Object raw) {
    return switch (raw) {
      case BigDecimal number -> number;
      case BigInteger number -> new BigDecimal(number);
      case Integer number -> BigDecimal.valueOf(number);
      case Long number -> BigDecimal.valueOf(number);
      case Double number when Double.isFinite(number) -> BigDecimal.valueOf(number);
      default -> null;
    };
  }
}
