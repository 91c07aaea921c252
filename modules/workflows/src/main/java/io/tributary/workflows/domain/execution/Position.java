package io.tributary.workflows.domain.execution;

import java.time.Instant;
import java.util.UUID;

/// The visit of a node at which an execution stands.
///
/// @param visit 1 for the first time that the execution comes to this node
/// @param attempt the one that runs or comes next, 1 for the first
/// @param stepId of the visit's node execution
public record Position(String node, int visit, int attempt, UUID stepId, Instant since) {
  public Position nextAttempt() {
    return new Position(node, visit, attempt + 1, stepId, since);
  }
}
