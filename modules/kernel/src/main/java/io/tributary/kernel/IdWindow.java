package io.tributary.kernel;

import java.time.Instant;
import java.util.UUID;

/// The ids of version 7 that were made in a window of time: `from` inclusive, `to` exclusive, to
/// the millisecond.
public record IdWindow(UUID from, UUID to) {
  private static final long MAX_MILLIS = (1L << 48) - 1;

  /// @throws IllegalArgumentException if `to` is before `from`, or a bound is before 1970 or after
  ///     the year 10889
  public static IdWindow of(Instant from, Instant to) {
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("window ends before it begins: " + from + " .. " + to);
    }
    return new IdWindow(floor(from), floor(to));
  }

  /// The smallest id of version 7 that can be made at `at`.
  public static UUID floor(Instant at) {
    var millis = at.toEpochMilli();
    if (millis < 0 || millis > MAX_MILLIS) {
      throw new IllegalArgumentException("outside the range of UUIDv7: " + at);
    }
    return new UUID(millis << 16 | 0x7000L, 0x8000_0000_0000_0000L);
  }

  /// When an id of version 7 was made, to the millisecond.
  public static Instant timeOf(UUID id) {
    return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
  }
}
