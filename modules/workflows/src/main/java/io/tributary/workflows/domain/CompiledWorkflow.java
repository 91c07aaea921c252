package io.tributary.workflows.domain;

import java.util.Map;
import java.util.UUID;

/// A published version, ready to run: immutable and valid, with its conditions compiled.
///
/// @param triggerNode the id of the node where every execution begins
/// @param nodes by id
public record CompiledWorkflow(
    UUID workspaceId,
    UUID workflowId,
    int version,
    String name,
    String triggerNode,
    Map<String, CompiledNode> nodes) {
  /// @throws IllegalArgumentException if there is no such node
  public CompiledNode node(String id) {
    var node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }
}
