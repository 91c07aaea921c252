package io.tributary.leads.domain;

import java.util.Collection;
import java.util.stream.Collectors;

/// Texts as they can be stored.
final class PlainText {
  private static final String NUL = "\0";

  private PlainText() {}

  static boolean hasNul(String text) {
    return text.contains(NUL);
  }

  /// Trimmed, and without the one character that PostgreSQL cannot hold.
  static String clean(String text) {
    return text.replace(NUL, "").strip();
  }

  /// The first `max` characters, never half of one.
  static String cut(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }

  /// How a person would write the value.
  static String of(Object value) {
    return switch (value) {
      case String text -> clean(text);
      case Collection<?> many ->
          many.stream().map(one -> clean(String.valueOf(one))).collect(Collectors.joining(", "));
      default -> clean(value.toString());
    };
  }

  /// Whether nobody meant to say anything by it.
  static boolean isEmpty(Object value) {
    return switch (value) {
      case String text -> clean(text).isEmpty();
      case Collection<?> many -> many.isEmpty();
      default -> false;
    };
  }
}
