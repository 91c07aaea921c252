package io.tributary.leads.domain;

/// How many fields a workspace's leads have, of how many at most.
public record FieldBudget(int used) {
  public static final int LIMIT = 200;

  /// @throws LeadsProblem.FieldLimitReached if there is no room for one more
  public void requireOneMore() {
    if (left() < 1) {
      throw new LeadsProblem.FieldLimitReached(LIMIT);
    }
  }

  public int left() {
    return Math.max(0, LIMIT - used);
  }
}
