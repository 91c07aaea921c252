package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.execution.EffectKey;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a node sees when an execution comes to it.
///
/// @param values `lead`, `response`, `variables`, `steps`, `execution`
/// @param key of the outer effect, if it has one
public record Visit(
    UUID workspaceId,
    UUID executionId,
    @Nullable UUID leadId,
    CompiledNode node,
    Map<String, Object> values,
    EffectKey key) {
  public Map<String, Object> config() {
    return node.config();
  }
}
