package io.tributary.kernel.transactions;

/// A read that tells the database whose it is and reads in one statement, and so in one round trip
/// instead of four (`BEGIN`, the workspace, the read, `COMMIT`). `Transactions.selectInWorkspace`
/// runs it.
///
/// A statement by itself is a transaction: the workspace is set for as long as it runs and no
/// longer, whether it succeeds or fails.
public final class ScopedSelect {
  private static final String WORKSPACE = "scope.workspace_id";

  // OFFSET 0 keeps the planner from dissolving the inner statement, and what depends on a row of
  // scope cannot begin before there is one: the workspace is set before the first row is looked at
  private static final String SCOPED =
      """
      WITH scope AS MATERIALIZED (
        SELECT set_config('tributary.workspace_id', (:workspace)::text, true)::uuid AS workspace_id)
      SELECT found.* FROM scope CROSS JOIN LATERAL (
      %s
      OFFSET 0) AS found
      """;

  private ScopedSelect() {}

  /// @param select takes the workspace from `scope.workspace_id`; rows come in the order that it
  ///     gives them
  /// @return a statement with one parameter more, `:workspace`, a UUID
  /// @throws IllegalArgumentException if `select` does not name `scope.workspace_id`
  public static String of(String select) {
    if (!select.contains(WORKSPACE)) {
      throw new IllegalArgumentException("the statement does not depend on " + WORKSPACE);
    }
    return SCOPED.formatted(select);
  }
}
