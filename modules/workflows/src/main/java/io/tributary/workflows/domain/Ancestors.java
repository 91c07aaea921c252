package io.tributary.workflows.domain;

import java.util.AbstractSet;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// From which nodes of a graph another one can be reached. Found out once for each that is asked
/// for, in linear time, and kept at one bit for each node of the graph.
public final class Ancestors {
  private final List<String> ids;
  private final Map<String, Integer> places;
  private final Map<Integer, BitSet> into = new HashMap<>();
  private final Map<String, Set<String>> known = new ConcurrentHashMap<>();

  Ancestors(Map<String, CompiledNode> nodes) {
    ids = List.copyOf(nodes.keySet());
    places = HashMap.newHashMap(ids.size());
    for (int place = 0; place < ids.size(); place++) {
      places.put(ids.get(place), place);
    }
    for (var node : nodes.values()) {
      for (var edge : node.edges()) {
        var target = places.get(edge.target());
        var source = places.get(node.id());
        if (target != null && source != null) {
          into.computeIfAbsent(target, any -> new BitSet()).set(source);
        }
      }
    }
  }

  /// The nodes from which at least one edge leads towards `node`; itself only if it lies on a
  /// cycle.
  public Set<String> of(String node) {
    return known.computeIfAbsent(node, this::find);
  }

  private Set<String> find(String node) {
    var found = new BitSet(ids.size());
    var waiting = new ArrayDeque<Integer>();
    var start = places.get(node);
    if (start != null) {
      waiting.add(start);
    }
    while (!waiting.isEmpty()) {
      var next = into.get(waiting.removeFirst());
      if (next != null) {
        next.stream().filter(place -> !found.get(place)).forEach(waiting::add);
        found.or(next);
      }
    }
    return new Nodes(found);
  }

  private final class Nodes extends AbstractSet<String> {
    private final BitSet members;

    Nodes(BitSet members) {
      this.members = members;
    }

    @Override
    public boolean contains(Object node) {
      var place = node instanceof String id ? places.get(id) : null;
      return place != null && members.get(place);
    }

    @Override
    public Iterator<String> iterator() {
      return members.stream().mapToObj(ids::get).iterator();
    }

    @Override
    public int size() {
      return members.cardinality();
    }
  }
}
