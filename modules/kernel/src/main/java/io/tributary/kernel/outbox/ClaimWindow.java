package io.tributary.kernel.outbox;

import io.tributary.kernel.outbox.OutboxStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/// Where in its queue a worker looks next, and at how many rows.
///
/// The index still has the entries of rows that were deleted a moment ago, and a look from the
/// beginning walks all of them. So most looks begin shortly before the last row that was claimed.
/// What a transaction committed that was open for longer than `REACH_BACK` lies before that: the
/// looks from the beginning find it, of which there are a few in every poll interval.
///
/// For one step at a time.
final class ClaimWindow {
  static final Duration REACH_BACK = Duration.ofSeconds(5);
  static final int MIN_ROWS = 8;
  private static final int WHOLE_LOOKS_PER_POLL = 4;

  private final int batchSize;
  private final long wholeLookNanos;
  private final LongSupplier nanoTime;
  private Instant from = Instant.EPOCH;
  private int rows = MIN_ROWS;
  private long lastWholeLook;

  /// @param batchSize events in a batch
  ClaimWindow(int batchSize, Duration pollInterval, LongSupplier nanoTime) {
    this.batchSize = batchSize;
    this.wholeLookNanos = pollInterval.toNanos() / WHOLE_LOOKS_PER_POLL;
    this.nanoTime = nanoTime;
    this.lastWholeLook = nanoTime.getAsLong() - wholeLookNanos;
  }

  /// @param from what was due before that is passed over
  /// @param rows how many are locked at most
  /// @param events how many are claimed at most, but at least one row
  record Look(Instant from, int rows, int events) {}

  Look next() {
    var now = nanoTime.getAsLong();
    if (now - lastWholeLook < wholeLookNanos) {
      return new Look(from, rows, batchSize);
    }
    lastWholeLook = now;
    return new Look(Instant.EPOCH, rows, batchSize);
  }

  /// Takes account of what a look found: rows that are locked and do not fit into the batch were
  /// locked in vain, so the next look takes twice of what fit.
  ///
  /// @return whether there is more to claim at once
  boolean moreAfter(Look look, Claim claim) {
    if (claim.rows().isEmpty()) {
      return false;
    }
    from = claim.lastDue().minus(REACH_BACK);
    rows = Math.clamp(2L * claim.rows().size(), Math.min(MIN_ROWS, batchSize), batchSize);
    return claim.found() == look.rows() || claim.found() > claim.rows().size();
  }
}
