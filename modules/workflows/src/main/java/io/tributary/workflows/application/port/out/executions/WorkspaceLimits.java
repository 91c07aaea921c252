package io.tributary.workflows.application.port.out.executions;

import java.util.UUID;
import reactor.core.publisher.Mono;

/// What workspaces set for the engine. Kept in memory for up to an hour; a change reaches all nodes
/// within moments.
public interface WorkspaceLimits {
  /// How many of its executions may be under way at a time; empty for no limit. In any transaction
  /// or none.
  Mono<Integer> concurrencyLimit(UUID workspaceId);
}
