package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.Position;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a node sees when an execution comes, or comes back, to it.
///
/// @param values `lead`, `response`, `variables`, `steps`, `execution`, and `loop` inside of one
/// @param key of the outer effect, if it has one
/// @param memory what the node said when it began to wait; empty before
/// @param signals what arrived since for this visit, oldest first
/// @param zone the workspace's
/// @param createdAt when the execution was started
public record Visit(
    UUID workspaceId,
    UUID executionId,
    @Nullable UUID leadId,
    CompiledNode node,
    Map<String, Object> values,
    EffectKey key,
    Position position,
    Map<String, Object> memory,
    List<Signal> signals,
    Instant now,
    ZoneId zone,
    Instant createdAt) {
  public Map<String, Object> config() {
    return node.config();
  }

  /// The same with other values.
  public Visit withValues(Map<String, Object> others) {
    return new Visit(
        workspaceId,
        executionId,
        leadId,
        node,
        others,
        key,
        position,
        memory,
        signals,
        now,
        zone,
        createdAt);
  }
}
