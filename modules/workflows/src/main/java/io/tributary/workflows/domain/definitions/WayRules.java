package io.tributary.workflows.domain.definitions;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every node can be reached from the trigger, and from every node a path can come to an end: at an
/// end node, or where no edge goes on.
final class WayRules {
  private final NodeTypes types;
  private final Findings findings;
  private final Map<String, DefinedNode> nodes;
  private final Map<String, List<String>> forward = new HashMap<>();
  private final Map<String, List<String>> backward = new HashMap<>();
  private final Set<String> goingOn = new HashSet<>();

  WayRules(NodeTypes types, Findings findings, Map<String, DefinedNode> nodes) {
    this.types = types;
    this.findings = findings;
    this.nodes = nodes;
  }

  void check(Definition definition) {
    definition.edges().forEach(this::draw);
    var beginnings =
        nodes.values().stream()
            .filter(node -> types.isTrigger(node.type()))
            .map(DefinedNode::id)
            .toList();
    if (beginnings.isEmpty()) {
      return;
    }
    var reachable = closure(beginnings, forward);
    var ends = nodes.keySet().stream().filter(id -> !goingOn.contains(id)).toList();
    var ending = closure(ends, backward);
    for (var node : definition.nodes()) {
      if (nodes.get(node.id()) == node) {
        judge(node, reachable, ending);
      }
    }
  }

  private void draw(DefinedEdge edge) {
    var source = nodes.get(edge.source());
    if (source == null || !nodes.containsKey(edge.target())) {
      return;
    }
    forward.computeIfAbsent(edge.source(), id -> new ArrayList<>()).add(edge.target());
    backward.computeIfAbsent(edge.target(), id -> new ArrayList<>()).add(edge.source());
    if (alwaysTaken(edge, source)) {
      goingOn.add(edge.source());
    }
  }

  /// Whether a path that gets to `source`, and is not turned aside there, never ends there. The
  /// path ends at a branch none of whose conditions holds.
  private boolean alwaysTaken(DefinedEdge edge, DefinedNode source) {
    return edge.handle() == null
        && switch (types.exits(source.type())) {
          case NONE -> false;
          case ONE, ALL -> true;
          case CONDITIONS -> edge.condition() == null;
        };
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
