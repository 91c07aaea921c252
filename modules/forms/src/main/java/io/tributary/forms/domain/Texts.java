package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// Texts that PostgreSQL can keep as they are.
final class Texts {
  private Texts() {}

  /// Neither NUL, which PostgreSQL refuses, nor half a surrogate pair, which it would lose.
  static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0 || Character.isLowSurrogate(c)) {
        return false;
      }
      if (Character.isHighSurrogate(c)) {
        i++;
        if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
          return false;
        }
      }
    }
    return true;
  }

  static boolean requireStorable(String text, Faults at) {
    return at.require(
        isStorable(text), "invalid-character", "must not hold NUL or half a surrogate pair");
  }

  static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  static String required(@Nullable String text, int max, Faults at) {
    if (text == null || text.isBlank()) {
      at.add("required", "must be given");
      return "";
    }
    return bounded(text.strip(), max, at);
  }

  static @Nullable String optional(@Nullable String text, int max, Faults at) {
    return text == null || text.isBlank() ? null : bounded(text.strip(), max, at);
  }

  private static String bounded(String text, int max, Faults at) {
    at.require(length(text) <= max, "too-long", "must be at most " + max + " characters");
    requireStorable(text, at);
    return text;
  }
}
