package io.tributary.workflows.adapter.out.persistence.executions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Turns rows into the arrays that `unnest` takes.
final class Columns {
  private Columns() {}

  static <T> UUID[] uuids(List<T> rows, Function<T, @Nullable UUID> value) {
    return of(rows, value, UUID[]::new);
  }

  static <T> String[] texts(List<T> rows, Function<T, @Nullable String> value) {
    return of(rows, value, String[]::new);
  }

  static <T> Integer[] ints(List<T> rows, Function<T, @Nullable Integer> value) {
    return of(rows, value, Integer[]::new);
  }

  static <T> Boolean[] flags(List<T> rows, Function<T, @Nullable Boolean> value) {
    return of(rows, value, Boolean[]::new);
  }

  static <T> Double[] numbers(List<T> rows, Function<T, @Nullable Double> value) {
    return of(rows, value, Double[]::new);
  }

  static <T> Instant[] times(List<T> rows, Function<T, @Nullable Instant> value) {
    return of(rows, value, Instant[]::new);
  }

  @SuppressWarnings("NullAway") // an element may be null, and then so is the column
  private static <T, V> V[] of(
      List<T> rows, Function<T, @Nullable V> value, IntFunction<V[]> array) {
    var column = array.apply(rows.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(rows.get(i));
    }
    return column;
  }
}
