package io.tributary.kernel.paging;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import org.jspecify.annotations.Nullable;

/// Which page a caller wants. As a parameter of a controller's method it is read from `?limit=` and
/// `?cursor=`.
///
/// @param limit 1 to 100; the default is 50, and a larger one is clamped
/// @param cursor a page's `nextCursor`, or null for the first page
public record PageRequest(int limit, @Nullable String cursor) {
  public static final int DEFAULT_LIMIT = 50;
  public static final int MAX_LIMIT = 100;

  /// @throws InvalidInput if `limit` is below 1
  public PageRequest {
    if (limit < 1) {
      throw InvalidInput.of("?limit", "out-of-range", "must be at least 1");
    }
    limit = Math.min(limit, MAX_LIMIT);
  }

  /// How many rows to read: one more than the page holds tells whether another page follows.
  public int rows() {
    return limit + 1;
  }
}
