package io.tributary.workflows.adapter.out.templates;

import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A map as a template sees it; what it gives out is a scope, items, a text, a number or a boolean.
final class Scope {
  private final Map<?, ?> values;
  private final Budget budget;

  private Scope(Map<?, ?> values, Budget budget) {
    this.values = values;
    this.budget = budget;
  }

  static Scope of(Map<?, ?> values, Budget budget) {
    return new Scope(values, budget);
  }

  boolean has(String name) {
    budget.spend();
    return values.containsKey(name);
  }

  @Nullable Object get(String name) {
    return seen(values.get(name), budget);
  }

  /// Null for what is missing or empty, and for what JSON has no word for.
  static @Nullable Object seen(@Nullable Object value, Budget budget) {
    return switch (value) {
      case null -> null;
      case Map<?, ?> map -> map.isEmpty() ? null : new Scope(map, budget);
      case List<?> list -> new Items(list, budget);
      case CharSequence text -> text.isEmpty() ? null : text.toString();
      case Number number -> number;
      case Boolean truth -> truth;
      case UUID id -> id.toString();
      case TemporalAccessor time -> time.toString();
      case Enum<?> constant -> constant.name();
      default -> null;
    };
  }
}
