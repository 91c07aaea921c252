package io.tributary.workflows.application.port.out.nodes;

import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Counts the turns that nodes give out, one after the other over all executions.
public interface Rotations {
  /// Takes so many turns at each node, by one statement inside a worker's transaction. Nobody else
  /// gets them, unless the transaction rolls back.
  ///
  /// @param wanted how many, 1 or more, by node
  /// @return the number of the first turn of each, 0 for the first ever
  Mono<Map<Key, Long>> take(Map<Key, Integer> wanted);

  record Key(UUID workspaceId, UUID workflowId, String nodeId) {}
}
