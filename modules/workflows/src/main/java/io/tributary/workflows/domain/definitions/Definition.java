package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.WorkflowSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What of a React Flow graph means anything to us; positions and the like are left to the front
/// end.
record Definition(List<DefinedNode> nodes, List<DefinedEdge> edges, WorkflowSettings settings) {
  private static final int MAX_ID_CHARS = 100;
  private static final int MAX_LABEL_CHARS = 200;

  /// Reads what can be read, and adds what is missing or of a wrong type to `findings`.
  ///
  /// @param source of the right shape
  static Definition read(Map<String, Object> source, Findings findings) {
    List<DefinedNode> nodes = new ArrayList<>();
    Set<String> nodeIds = new HashSet<>();
    for (var node : objects(source.get("nodes"))) {
      nodes.add(node(nodes.size(), node, nodeIds, findings));
    }
    List<DefinedEdge> edges = new ArrayList<>();
    Set<String> edgeIds = new HashSet<>();
    for (var edge : objects(source.get("edges"))) {
      edges.add(edge(edges.size(), edge, edgeIds, findings));
    }
    var settings = findings.settings(at -> SettingsReader.read(source.get("settings"), at));
    return new Definition(List.copyOf(nodes), List.copyOf(edges), settings);
  }

  private static DefinedNode node(
      int index, Map<?, ?> source, Set<String> taken, Findings findings) {
    var id = textOrEmpty(source.get("id"));
    findings.node(
        index,
        id,
        at -> {
          id(source.get("id"), taken, at.at("id"));
          required(source.get("type"), at.at("type"));
          object(source.get("data"), at.at("data"));
          object(member(source, "data", "config"), at.at("data").at("config"));
          label(member(source, "data", "label"), at.at("data").at("label"));
        });
    var label = textOrEmpty(member(source, "data", "label"));
    return new DefinedNode(
        index,
        id,
        textOrEmpty(source.get("type")),
        label.isBlank() ? null : label,
        config(member(source, "data", "config")));
  }

  private static DefinedEdge edge(
      int index, Map<?, ?> source, Set<String> taken, Findings findings) {
    var id = textOrEmpty(source.get("id"));
    findings.edge(
        index,
        id,
        at -> {
          id(source.get("id"), taken, at.at("id"));
          required(source.get("source"), at.at("source"));
          required(source.get("target"), at.at("target"));
          object(source.get("data"), at.at("data"));
          var handle = source.get("sourceHandle");
          at.at("sourceHandle")
              .require(handle == null || handle instanceof String, "wrong-type", "must be a text");
        });
    var handle = textOrEmpty(source.get("sourceHandle"));
    return new DefinedEdge(
        index,
        id,
        textOrEmpty(source.get("source")),
        textOrEmpty(source.get("target")),
        handle.isEmpty() ? null : handle,
        member(source, "data", "condition"));
  }

  private static void id(@Nullable Object value, Set<String> taken, Faults at) {
    if (required(value, at)) {
      var id = textOrEmpty(value);
      at.require(id.length() <= MAX_ID_CHARS, "too-long", "must be at most 100 characters");
      at.require(taken.add(id), "not-unique", "is the id of another one too");
    }
  }

  private static void label(@Nullable Object value, Faults at) {
    at.require(
        value == null || value instanceof String text && text.length() <= MAX_LABEL_CHARS,
        "wrong-type",
        "must be a text of at most 200 characters");
  }

  private static boolean required(@Nullable Object value, Faults at) {
    if (value == null || value.equals("")) {
      at.add("required", "is missing");
      return false;
    }
    return at.require(value instanceof String, "wrong-type", "must be a text");
  }

  private static void object(@Nullable Object value, Faults at) {
    at.require(value == null || value instanceof Map<?, ?>, "wrong-type", "must be an object");
  }

  private static List<Map<?, ?>> objects(@Nullable Object list) {
    List<Map<?, ?>> objects = new ArrayList<>();
    if (list instanceof List<?> items) {
      items.forEach(item -> objects.add((Map<?, ?>) item));
    }
    return objects;
  }

  private static @Nullable Object member(Map<?, ?> source, String outer, String inner) {
    return source.get(outer) instanceof Map<?, ?> map ? map.get(inner) : null;
  }

  @SuppressWarnings("unchecked") // JSON's objects have texts as keys
  private static Map<String, Object> config(@Nullable Object value) {
    return value instanceof Map<?, ?> map ? (Map<String, Object>) Frozen.copy(map) : Map.of();
  }

  private static String textOrEmpty(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }
}
