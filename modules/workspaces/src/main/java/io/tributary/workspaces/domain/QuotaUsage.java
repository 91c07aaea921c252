package io.tributary.workspaces.domain;

import java.time.Instant;
import java.time.LocalDate;

/// A quota and what of it is consumed.
///
/// @param start the period's first day in UTC
/// @param used units, those included that nodes have leased and not handed out yet
public record QuotaUsage(Quota quota, LocalDate start, long used) {

  /// When the next period begins.
  public Instant resetsAt() {
    return quota.period().endOf(start);
  }
}
