package io.tributary.workflows.application.port.out.executions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Removes history. Each call inside a worker's transaction of its own, and of at most `rows` rows.
public interface HistoryStore {
  /// Workspaces that keep less than all, in the order of their ids.
  Mono<List<Retention>> retentions(@Nullable UUID after, int rows);

  /// Workspaces with mails, in the order of their ids.
  Mono<List<UUID>> workspacesWithMails(@Nullable UUID after, int rows);

  Mono<Long> removeMails(UUID workspaceId, Instant before, int rows);

  /// Lines written before `before`.
  Mono<Long> removeLogs(UUID workspaceId, Instant before, int rows);

  /// Executions that began before `before`, oldest first, whether they ended by then or not.
  Mono<List<Candidate>> candidates(
      UUID workspaceId, @Nullable UUID after, Instant before, int rows);

  Mono<Long> removeSteps(UUID workspaceId, List<UUID> executions, int rows);

  Mono<Long> removeLogs(UUID workspaceId, List<UUID> executions, int rows);

  /// Those that ended before `before` and still have, and what remembers their starts.
  Mono<Ended> removeExecutions(UUID workspaceId, List<UUID> executions, Instant before);

  /// @param logDays null for all
  /// @param executionDays null for all
  record Retention(UUID workspaceId, @Nullable Integer logDays, @Nullable Integer executionDays) {}

  /// @param ended whether it ended before the instant that was asked for
  record Candidate(UUID id, boolean ended) {}

  record Ended(long executions, long starts) {}
}
