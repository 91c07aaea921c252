package io.tributary.workflows.domain;

import java.util.Map;
import java.util.UUID;

/// A published version, ready to run: immutable and valid, with its conditions compiled.
///
/// @param triggerNode the id of the node where every execution begins
/// @param nodes by id
/// @param ancestors of its nodes
public record CompiledWorkflow(
    UUID workspaceId,
    UUID workflowId,
    int version,
    String name,
    String triggerNode,
    Map<String, CompiledNode> nodes,
    WorkflowSettings settings,
    Ancestors ancestors) {
  public CompiledWorkflow(
      UUID workspaceId,
      UUID workflowId,
      int version,
      String name,
      String triggerNode,
      Map<String, CompiledNode> nodes,
      WorkflowSettings settings) {
    this(
        workspaceId, workflowId, version, name, triggerNode, nodes, settings, new Ancestors(nodes));
  }

  /// @throws IllegalArgumentException if there is no such node
  public CompiledNode node(String id) {
    var node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException("no node " + id);
    }
    return node;
  }
}
