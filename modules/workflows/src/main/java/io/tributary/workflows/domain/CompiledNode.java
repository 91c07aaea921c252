package io.tributary.workflows.domain;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A node with the edges that leave it, in the order of the definition.
///
/// @param type such as `ACTION_SEND_EMAIL`
/// @param label what people call it; the id if they call it nothing
/// @param config as its type's JSON Schema describes it
public record CompiledNode(
    String id,
    String type,
    String label,
    Exits exits,
    Map<String, Object> config,
    List<CompiledEdge> edges) {
  /// @param handle null for the edges without a `sourceHandle`
  public List<CompiledEdge> edgesFrom(@Nullable String handle) {
    return edges.stream().filter(edge -> Objects.equals(edge.handle(), handle)).toList();
  }
}
