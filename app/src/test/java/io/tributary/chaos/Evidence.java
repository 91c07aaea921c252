package io.tributary.chaos;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What the database and the called target say when all has come to rest.
///
/// @param responses ids by token, of all that are stored
/// @param counted the daily stats' sums, by what each table calls them
/// @param calls all that the target has seen
record Evidence(
    Map<String, List<UUID>> responses,
    List<Run> runs,
    List<LeadRow> leads,
    List<Counted> counted,
    List<Call> calls) {

  /// One execution.
  ///
  /// @param token null if it has none of ours
  /// @param ended whether it says when
  record Run(
      UUID id,
      @Nullable String token,
      @Nullable UUID leadId,
      String status,
      boolean ended,
      List<StepRow> steps) {
    boolean terminal() {
      return ended
          && (status.equals("COMPLETED") || status.equals("FAILED") || status.equals("CANCELLED"));
    }
  }

  /// One visit of one node.
  ///
  /// @param receipt what the target answered, as it was stored
  record StepRow(String node, int visit, String status, @Nullable String receipt) {
    boolean completed() {
      return status.equals("COMPLETED");
    }
  }

  /// @param version 1 at first, one more with each change
  /// @param submitted whether a form made it
  /// @param captures activities that name a response
  record LeadRow(UUID id, int version, boolean submitted, int captures) {}

  /// @param table which one counts
  record Counted(
      String table, long started, long completed, long failed, long cancelled, long responses) {}

  /// One request as it arrived.
  ///
  /// @param key its `webhook-id`
  /// @param receipt drawn for this request alone
  /// @param answered whether 200 was sent with that receipt
  record Call(String token, String node, String key, String receipt, boolean answered) {}
}
