package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.conditions.Condition;
import io.tributary.kernel.conditions.Conditions;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.Exits;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Makes what the engine runs of a definition that `DefinitionRules` found no fault with.
public final class DefinitionCompiler {
  private DefinitionCompiler() {}

  /// Settings that break the rules count for nothing: versions that were published before there
  /// were any may hold something else by that name.
  ///
  /// @throws IllegalStateException if the definition breaks other rules after all
  public static CompiledWorkflow compile(
      UUID workspaceId,
      UUID workflowId,
      int version,
      String name,
      Map<String, Object> source,
      NodeTypes types) {
    var definition = Definition.read(source, new Findings());
    var leaving = new HashMap<String, List<CompiledEdge>>();
    for (var edge : definition.edges()) {
      leaving.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(compile(edge));
    }
    var nodes = new LinkedHashMap<String, CompiledNode>();
    for (var node : definition.nodes()) {
      var edges = List.copyOf(leaving.getOrDefault(node.id(), List.of()));
      nodes.put(node.id(), compile(node, types.exits(node.type()), edges));
    }
    return new CompiledWorkflow(
        workspaceId,
        workflowId,
        version,
        name,
        triggerOf(definition, types),
        Collections.unmodifiableMap(nodes),
        definition.settings());
  }

  private static CompiledNode compile(DefinedNode node, Exits exits, List<CompiledEdge> edges) {
    var label = node.label() == null ? node.id() : node.label();
    return new CompiledNode(node.id(), node.type(), label, exits, node.config(), edges);
  }

  private static CompiledEdge compile(DefinedEdge edge) {
    return new CompiledEdge(edge.id(), edge.handle(), edge.target(), conditionOf(edge));
  }

  private static @Nullable Condition conditionOf(DefinedEdge edge) {
    if (edge.condition() == null) {
      return null;
    }
    var faults = new Faults();
    var condition = Conditions.compile(edge.condition(), faults);
    if (condition == null) {
      throw new IllegalStateException("edge " + edge.id() + ": " + faults.all());
    }
    return condition;
  }

  private static String triggerOf(Definition definition, NodeTypes types) {
    return definition.nodes().stream()
        .filter(node -> types.isTrigger(node.type()))
        .map(DefinedNode::id)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no trigger"));
  }
}
