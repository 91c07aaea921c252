package io.tributary.kernel.paging;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A page of a list.
///
/// @param items at most as many as the request's limit
/// @param nextCursor what to send as `?cursor=` for the next page; null at the end
public record Page<T>(List<T> items, @Nullable String nextCursor) {

  /// Cuts `rows`, read with one row more than `limit`, to a page; `cursorOf` makes the cursor of
  /// the last row that is kept.
  public static <T> Page<T> of(List<T> rows, int limit, Function<? super T, String> cursorOf) {
    if (rows.size() <= limit) {
      return new Page<>(rows, null);
    }
    var kept = rows.subList(0, limit);
    return new Page<>(kept, cursorOf.apply(kept.getLast()));
  }

  public <R> Page<R> map(Function<? super T, R> mapping) {
    return new Page<>(items.stream().<R>map(mapping).toList(), nextCursor);
  }
}
