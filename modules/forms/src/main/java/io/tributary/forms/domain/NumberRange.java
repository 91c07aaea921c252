package io.tributary.forms.domain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Both bounds inclusive; null is open.
public record NumberRange(@Nullable BigDecimal min, @Nullable BigDecimal max) {
  boolean isAbove(BigDecimal value) {
    return min != null && value.compareTo(min) < 0;
  }

  boolean isBelow(BigDecimal value) {
    return max != null && value.compareTo(max) > 0;
  }
}
