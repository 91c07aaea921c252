package io.tributary.workspaces.domain;

import java.time.Duration;
import java.time.Instant;

/// How many units a node leases at a time: about what it hands out in a second.
///
/// @param units 1 to 65,536
/// @param leasedAt when the block was leased
public record BlockSize(int units, Instant leasedAt) {
  private static final int SEED = 8;
  private static final int LARGEST = 65_536;
  private static final Duration SHORT = Duration.ofMillis(500);
  private static final Duration LONG = Duration.ofSeconds(2);

  /// A block takes at most this part of what is left, so that the last units are shared out among
  /// nodes in ever smaller blocks.
  private static final int SHARE = 8;

  /// What the first block grows from: if it is leased now it has 16 units.
  public static BlockSize seed(Instant now) {
    return new BlockSize(SEED, now);
  }

  /// Twice this one if it was used up within half a second, half of it if it took two seconds.
  public BlockSize next(Instant now) {
    var lasted = Duration.between(leasedAt, now);
    if (lasted.compareTo(SHORT) < 0) {
      return new BlockSize(Math.min(LARGEST, units * 2), now);
    }
    return new BlockSize(lasted.compareTo(LONG) > 0 ? Math.max(1, units / 2) : units, now);
  }

  /// Whether so few units of the block are left that the next one should be leased.
  public boolean isLow(long free) {
    return free < units / 2;
  }

  /// What may be leased without anything going over the limit.
  ///
  /// @param left units that nobody has leased; below 0 if the limit was lowered
  /// @param needed units that callers wait for: these are given as long as there are any
  /// @param wanted units to lease if there is plenty, 0 or more
  public static long grantable(long left, long needed, long wanted) {
    return Math.max(0, Math.min(left, Math.max(needed, Math.min(wanted, left / SHARE))));
  }
}
