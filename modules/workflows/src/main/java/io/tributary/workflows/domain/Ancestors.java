package io.tributary.workflows.domain;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// From which nodes of a graph another one can be reached. Found out once for each that is asked
/// for.
public final class Ancestors {
  private final Map<String, List<String>> into = new HashMap<>();
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  Ancestors(Map<String, CompiledNode> nodes) {
    for (var node : nodes.values()) {
      for (var edge : node.edges()) {
        into.computeIfAbsent(edge.target(), any -> new ArrayList<>()).add(node.id());
      }
    }
  }

  /// The nodes from which at least one edge leads towards `node`; itself only if it lies on a
  /// cycle.
  public Set<String> of(String node) {
    return known.computeIfAbsent(node, this::find);
  }

  private Set<String> find(String node) {
    var found = new HashSet<String>();
    var waiting = new ArrayDeque<>(into.getOrDefault(node, List.of()));
    while (!waiting.isEmpty()) {
      var next = waiting.removeFirst();
      if (found.add(next)) {
        waiting.addAll(into.getOrDefault(next, List.of()));
      }
    }
    return Set.copyOf(found);
  }
}
