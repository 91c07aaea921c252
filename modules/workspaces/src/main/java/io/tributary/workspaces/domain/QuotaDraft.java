package io.tributary.workspaces.domain;

import io.tributary.kernel.problems.Faults;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import org.jspecify.annotations.Nullable;

/// What a quota is made of.
///
/// @param limit in units, 0 to 1,000,000,000,000
public record QuotaDraft(long limit, QuotaPeriod period) {
  private static final long MAX_LIMIT = 1_000_000_000_000L;

  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput with every fault
  public static QuotaDraft of(@Nullable Long limit, @Nullable String period) {
    var faults = new Faults();
    if (limit == null) {
      faults.at("limit").add("required", "must be given");
    } else {
      faults
          .at("limit")
          .require(
              limit >= 0 && limit <= MAX_LIMIT,
              "out-of-range",
              "must be a number from 0 to " + MAX_LIMIT);
    }
    var known = period == null ? null : QuotaPeriod.of(period).orElse(null);
    if (known == null) {
      faults.at("period").add("unknown-period", "must be DAY or MONTH");
    }
    faults.throwIfAny();
    if (limit == null || known == null) {
      throw new IllegalStateException("a fault was not thrown");
    }
    return new QuotaDraft(limit, known);
  }

  public Quota of(QuotaKey key) {
    return new Quota(key, limit, period);
  }
}
