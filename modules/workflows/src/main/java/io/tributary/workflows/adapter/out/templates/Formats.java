package io.tributary.workflows.adapter.out.templates;

import java.math.BigDecimal;

/// Values as people read them.
final class Formats {
  private static final int MAX_ZEROS = 40;

  private Formats() {}

  /// Lists joined by commas, whole numbers without a fraction, objects as nothing.
  static String textOf(Object value) {
    return switch (value) {
      case String text -> text;
      case Boolean truth -> truth.toString();
      case Double number -> Double.isFinite(number) ? plain(BigDecimal.valueOf(number)) : "";
      case Float number -> Float.isFinite(number) ? plain(new BigDecimal(number.toString())) : "";
      case BigDecimal number -> plain(number);
      case Number number -> number.toString();
      case Items items -> items.joined();
      default -> "";
    };
  }

  private static String plain(BigDecimal number) {
    var bare = number.stripTrailingZeros();
    return Math.abs((long) bare.scale()) > MAX_ZEROS ? bare.toString() : bare.toPlainString();
  }
}
