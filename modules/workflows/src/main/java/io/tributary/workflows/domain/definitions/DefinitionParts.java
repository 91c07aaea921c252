package io.tributary.workflows.domain.definitions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The nodes and edges of a definition one by one, to be searched.
public record DefinitionParts(List<Node> nodes, List<Edge> edges) {
  private static final int MAX_TEXT_CHARS = 100;
  private static final int MAX_LABEL_CHARS = 200;

  /// @param label what people call it; the id if they call it nothing
  /// @param config empty if it has none
  public record Node(String id, String type, String label, Map<String, Object> config) {}

  /// @param handle null if it leaves by the usual way out
  /// @param condition as it was written; null if there is none
  public record Edge(
      String id,
      String source,
      String target,
      @Nullable String handle,
      @Nullable Object condition) {}

  /// As far as it can be read: a node without an id or type, an edge without an id, source or
  /// target, and whatever has the id of one before it are left out. These texts have at most 100
  /// characters.
  ///
  /// @param source of the right shape
  public static DefinitionParts of(Map<String, Object> source) {
    var definition = Definition.read(source, new Findings());
    var nodes = first(DefinedNode::id);
    var edges = first(DefinedEdge::id);
    return new DefinitionParts(
        definition.nodes().stream()
            .filter(node -> fits(node.id()) && fits(node.type()))
            .filter(nodes)
            .map(DefinitionParts::node)
            .toList(),
        definition.edges().stream()
            .filter(edge -> fits(edge.id()) && fits(edge.source()) && fits(edge.target()))
            .filter(edges)
            .map(DefinitionParts::edge)
            .toList());
  }

  private static Node node(DefinedNode node) {
    var label = node.label();
    return new Node(
        node.id(),
        node.type(),
        label == null || label.length() > MAX_LABEL_CHARS ? node.id() : label,
        node.config());
  }

  private static Edge edge(DefinedEdge edge) {
    return new Edge(edge.id(), edge.source(), edge.target(), edge.handle(), edge.condition());
  }

  private static boolean fits(String text) {
    return !text.isEmpty() && text.length() <= MAX_TEXT_CHARS;
  }

  private static <T> Predicate<T> first(Function<T, String> id) {
    Set<String> seen = new HashSet<>();
    return part -> seen.add(id.apply(part));
  }
}
