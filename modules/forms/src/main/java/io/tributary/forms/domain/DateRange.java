package io.tributary.forms.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Both bounds inclusive; null is open.
public record DateRange(@Nullable LocalDate min, @Nullable LocalDate max) {
  boolean isAbove(LocalDate value) {
    return min != null && value.isBefore(min);
  }

  boolean isBelow(LocalDate value) {
    return max != null && value.isAfter(max);
  }
}
