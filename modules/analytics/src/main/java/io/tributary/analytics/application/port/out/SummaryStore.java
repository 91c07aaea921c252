package io.tributary.analytics.application.port.out;

import io.tributary.analytics.application.port.in.ReadWorkflowSummaries.Summary;
import io.tributary.kernel.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The summary of workflows.
public interface SummaryStore {
  /// In a transaction of the workspace; by descending workflow id.
  ///
  /// @param after the last id of the page before; null for the first page
  Mono<List<Summary>> read(WorkspaceId workspace, @Nullable UUID after, int rows);

  /// In any transaction.
  Mono<Instant> asOf();

  /// In a worker's transaction.
  ///
  /// @param age how old the last refresh must be
  /// @return whether it was that old and a refresh was done
  Mono<Boolean> refreshIfOlderThan(Duration age);
}
