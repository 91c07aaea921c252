package io.tributary.workspaces;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.WorkspacesProblem.QuotaExceeded;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// Units that were taken of a quota.
///
/// @param units from 0 to as many as were asked for
/// @param window in which they count; null if the workspace has no quota of this key, which grants
///     all that is asked for
public record Grant(WorkspaceId workspace, QuotaKey key, int units, @Nullable Window window) {

  /// @param limit units in the period, when they were granted
  /// @param start the period's first day in UTC
  /// @param end the first instant after it
  public record Window(QuotaPeriod period, long limit, LocalDate start, Instant end) {
    public static Window at(Instant now, QuotaPeriod period, long limit) {
      var start = period.startOf(now);
      return new Window(period, limit, start, period.endOf(start));
    }

    /// Whether units of the one can be units of the other.
    public boolean isSamePeriodAs(Window other) {
      return period == other.period && start.equals(other.start);
    }
  }

  public boolean isLimited() {
    return window != null;
  }

  /// What whoever was granted too few may answer.
  ///
  /// @throws IllegalStateException if there is no quota, which refuses nothing
  public QuotaExceeded refusal() {
    if (window == null) {
      throw new IllegalStateException("no quota of " + key + " that could refuse");
    }
    return new QuotaExceeded(key, window.limit(), window.end());
  }
}
