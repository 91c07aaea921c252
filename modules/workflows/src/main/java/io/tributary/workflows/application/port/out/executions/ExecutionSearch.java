package io.tributary.workflows.application.port.out.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Finds executions by place or state, which no ordered index holds.
///
/// What is common is found among the newest soon, and would be slow to sort; what is rare is found
/// by its index at once, and would be slow to come upon. Nobody can tell before which it is: look
/// among the newest first, and then by the index.
public interface ExecutionSearch {
  /// Looks through the newest few thousand. Inside the workspace's transaction.
  Mono<Newest> newest(WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows);

  /// Looks through all that are older than `before` by the index of places or that of states.
  /// Inside a worker's transaction, since row-level security keeps requests from these indexes.
  ///
  /// @return ids, newest first
  Mono<List<UUID>> older(WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows);

  /// @param found newest first
  /// @param last the oldest that was looked at; null if there was none to look at
  /// @param exhausted whether there are no others
  record Newest(List<UUID> found, @Nullable UUID last, boolean exhausted) {}
}
