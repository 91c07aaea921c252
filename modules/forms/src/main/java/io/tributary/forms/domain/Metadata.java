package io.tributary.forms.domain;

import io.tributary.kernel.problems.Faults;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of any shape: all that is asked of them is that they can be stored.
final class Metadata {
  private static final int MAX_DEPTH = 10;

  private Metadata() {}

  static void check(Object value, Faults at) {
    check(value, at, 0);
  }

  private static void check(@Nullable Object value, Faults at, int depth) {
    if (!at.require(depth <= MAX_DEPTH, "too-deep", "is nested too deeply")) {
      return;
    }
    switch (value) {
      case String text -> Texts.requireStorable(text, at);
      case BigDecimal number -> Numbers.requireBounded(number, at);
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          check(list.get(i), at.at(i), depth + 1);
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) -> {
                var there = at.at(String.valueOf(key));
                Texts.requireStorable(String.valueOf(key), there);
                check(inner, there, depth + 1);
              });
      case null, default -> {}
    }
  }

  /// How many characters a value has at least when it is written down.
  static long charsOf(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length();
      case List<?> list -> {
        long chars = list.size();
        for (var inner : list) {
          chars += charsOf(inner);
        }
        yield chars;
      }
      case Map<?, ?> map -> {
        long chars = map.size();
        for (var entry : map.entrySet()) {
          chars += charsOf(entry.getKey()) + charsOf(entry.getValue());
        }
        yield chars;
      }
      case null, default -> 1;
    };
  }
}
