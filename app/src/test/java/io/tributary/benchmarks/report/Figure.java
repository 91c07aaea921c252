package io.tributary.benchmarks.report;

import io.tributary.benchmarks.rig.Usage.Shares;
import org.jspecify.annotations.Nullable;

/// One line of the page: a median of all rounds, with the limit's median of the same rounds.
///
/// @param shares of the processors, in the round that came last
public record Figure(
    Row row, double value, int rounds, @Nullable Double limit, @Nullable Shares shares) {

  /// Of the value to the limit; null without one.
  public @Nullable Double ratio() {
    return limit == null ? null : value / limit;
  }
}
