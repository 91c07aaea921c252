package io.tributary.workflows.adapter.out.templates;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/// A list as a template sees it. Every element that is looked at is paid for.
record Items(List<?> values, Budget budget) {
  Iterator<Object> iterator() {
    var inner = values.iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return inner.hasNext();
      }

      @Override
      public Object next() {
        budget.spend();
        return Objects.requireNonNullElse(Scope.seen(inner.next(), budget), "");
      }
    };
  }

  /// `a, b, c`: the texts of its scalars.
  String joined() {
    return values.stream()
        .map(
            value -> {
              budget.spend();
              return value instanceof List<?> ? null : Scope.seen(value, budget);
            })
        .filter(value -> value != null && !(value instanceof Scope))
        .map(Formats::textOf)
        .collect(Collectors.joining(", "));
  }
}
