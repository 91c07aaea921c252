package io.tributary.workflows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Draws definitions as the front end sends them.
public final class Graph {
  private final List<Map<String, Object>> nodes = new ArrayList<>();
  private final List<Map<String, Object>> edges = new ArrayList<>();
  private @Nullable Object settings;

  public static Graph graph() {
    return new Graph();
  }

  /// Manual trigger `t`, end `z`, one edge.
  public static Graph shortest() {
    return graph().node("t", "TRIGGER_MANUAL").node("z", "CONTROL_END").edge("t", "z");
  }

  public Graph node(String id, String type) {
    return node(id, type, Map.of());
  }

  public Graph node(String id, String type, Map<String, Object> config) {
    nodes.add(
        Map.of(
            "id",
            id,
            "type",
            type,
            "position",
            Map.of("x", 1.5, "y", -2),
            "data",
            Map.of("label", "Node " + id, "config", config)));
    return this;
  }

  /// With the id `source-target`.
  public Graph edge(String source, String target) {
    return edge(source + "-" + target, source, target, null, null);
  }

  public Graph edge(String source, String target, Object condition) {
    return edge(source + "-" + target, source, target, null, condition);
  }

  public Graph edge(
      String id,
      String source,
      String target,
      @Nullable String handle,
      @Nullable Object condition) {
    var edge = new LinkedHashMap<String, Object>();
    edge.put("id", id);
    edge.put("source", source);
    edge.put("target", target);
    edge.put("sourceHandle", handle);
    if (condition != null) {
      edge.put("data", Map.of("condition", condition));
    }
    edges.add(edge);
    return this;
  }

  public Graph settings(Object wanted) {
    settings = wanted;
    return this;
  }

  public Map<String, Object> toMap() {
    var definition = new LinkedHashMap<String, Object>();
    definition.put("nodes", nodes);
    definition.put("edges", edges);
    definition.put("viewport", Map.of("zoom", 1.25));
    if (settings != null) {
      definition.put("settings", settings);
    }
    return definition;
  }
}
