package io.tributary.leads.domain;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A value as filters compare it: exactly one of the three.
public record TypedValue(
    @Nullable String text, @Nullable BigDecimal number, @Nullable Instant time) {

  static TypedValue of(String text) {
    return new TypedValue(text, null, null);
  }

  static TypedValue of(BigDecimal number) {
    return new TypedValue(null, number, null);
  }

  static TypedValue of(Instant time) {
    return new TypedValue(null, null, time);
  }
}
