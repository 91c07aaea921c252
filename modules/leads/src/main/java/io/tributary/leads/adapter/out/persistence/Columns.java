package io.tributary.leads.adapter.out.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The columns of many rows, each as an array for `unnest`.
final class Columns {
  private Columns() {}

  static <T> UUID[] uuids(List<T> rows, Function<T, UUID> column) {
    return rows.stream().map(column).toArray(UUID[]::new);
  }

  static <T> Integer[] integers(List<T> rows, Function<T, Integer> column) {
    return rows.stream().map(column).toArray(Integer[]::new);
  }

  static <T> OffsetDateTime[] times(List<T> rows, Function<T, Instant> column) {
    return rows.stream().map(row -> time(column.apply(row))).toArray(OffsetDateTime[]::new);
  }

  /// Any type that has a text form, null included: the statement casts.
  static <T> @Nullable String[] texts(
      List<T> rows, Function<T, ? extends @Nullable Object> column) {
    @Nullable String[] texts = new @Nullable String[rows.size()];
    for (int i = 0; i < texts.length; i++) {
      var value = column.apply(rows.get(i));
      texts[i] = value == null ? null : value.toString();
    }
    return texts;
  }

  static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
