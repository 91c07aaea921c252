package io.tributary.workflows.domain.definitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every node can be reached from the trigger, and from every node an execution can come to an end.
final class WayRules {
  private final NodeTypes types;
  private final Findings findings;
  private final Map<String, DefinedNode> nodes;

  WayRules(NodeTypes types, Findings findings, Map<String, DefinedNode> nodes) {
    this.types = types;
    this.findings = findings;
    this.nodes = nodes;
  }

  void check(Definition definition) {
    var forward = new HashMap<String, List<String>>();
    var backward = new HashMap<String, List<String>>();
    for (var edge : definition.edges()) {
      if (nodes.containsKey(edge.source()) && nodes.containsKey(edge.target())) {
        forward.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge.target());
        backward.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge.source());
      }
    }
    var beginnings =
        nodes.values().stream()
            .filter(node -> types.isTrigger(node.type()))
            .map(DefinedNode::id)
            .toList();
    var reachable = closure(beginnings, forward);
    var ends = nodes.keySet().stream().filter(id -> !forward.containsKey(id)).toList();
    var ending = closure(ends, backward);
    for (var node : definition.nodes()) {
      if (!beginnings.isEmpty() && nodes.get(node.id()) == node) {
        judge(node, reachable, ending);
      }
    }
  }

  private void judge(DefinedNode node, Set<String> reachable, Set<String> ending) {
    if (!reachable.contains(node.id())) {
      findings.node(node, at -> at.add("unreachable", "no way leads here from the trigger"));
    } else if (!ending.contains(node.id())) {
      findings.node(node, at -> at.add("endless", "no way leads from here to an end"));
    }
  }

  private static Set<String> closure(List<String> from, Map<String, List<String>> ways) {
    var seen = new HashSet<>(from);
    var waiting = new ArrayDeque<>(from);
    while (!waiting.isEmpty()) {
      for (var next : ways.getOrDefault(waiting.removeFirst(), List.of())) {
        if (seen.add(next)) {
          waiting.add(next);
        }
      }
    }
    return seen;
  }
}
