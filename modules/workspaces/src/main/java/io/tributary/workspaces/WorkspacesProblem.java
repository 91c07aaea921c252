package io.tributary.workspaces;

import io.tributary.kernel.problems.Problem;
import java.time.Instant;

/// What this module refuses beyond what any module does. Modules that take of a quota signal it,
/// too.
public abstract sealed class WorkspacesProblem extends Problem {
  private WorkspacesProblem(String message) {
    super(message);
  }

  /// The workspace has consumed what it may in this period.
  public static final class QuotaExceeded extends WorkspacesProblem {
    private final QuotaKey key;
    private final long limit;
    private final Instant resetsAt;

    public QuotaExceeded(QuotaKey key, long limit, Instant resetsAt) {
      super("the workspace's quota of " + limit + " " + key.text() + " is used up");
      this.key = key;
      this.limit = limit;
      this.resetsAt = resetsAt;
    }

    public QuotaKey key() {
      return key;
    }

    /// Units in the period.
    public long limit() {
      return limit;
    }

    /// When the next period begins.
    public Instant resetsAt() {
      return resetsAt;
    }
  }
}
