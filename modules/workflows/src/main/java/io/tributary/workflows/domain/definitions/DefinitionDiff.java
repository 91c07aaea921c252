package io.tributary.workflows.domain.definitions;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// What changed from one definition to another. Parts are the same if they have the same id; those
/// without an id, and those with the id of one before them, are not compared.
///
/// @param reordered the nodes whose edges, as far as both have them, leave in another order: a
///     branch takes the first one that holds
/// @param moved whether anything else differs, such as the viewport
public record DefinitionDiff(
    Parts nodes, Parts edges, List<Change> settings, List<String> reordered, boolean moved) {
  private static final Set<String> NODE_MEANING = Set.of("id", "type", "data");
  private static final Set<String> EDGE_MEANING =
      Set.of("id", "source", "target", "sourceHandle", "data");
  private static final Set<String> KNOWN = Set.of("nodes", "edges", "settings");

  /// @param added and `removed` as they were drawn
  public record Parts(
      List<Map<String, Object>> added,
      List<Map<String, Object>> removed,
      List<ChangedPart> changed) {}

  /// @param moved whether its position or anything else that only the editor shows differs
  /// @param changes of what it means; empty if it was only moved
  public record ChangedPart(String id, boolean moved, List<Change> changes) {}

  /// @param pointer from the part, such as `/data/config/to`; from the definition for settings
  /// @param before null if it was added, or was null
  /// @param after null if it was removed, or is null
  public record Change(
      String pointer, Kind kind, @Nullable Object before, @Nullable Object after) {}

  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /// Both of the right shape.
  public static DefinitionDiff between(Map<String, Object> before, Map<String, Object> after) {
    var oldEdges = byId(before.get("edges"));
    var newEdges = byId(after.get("edges"));
    return new DefinitionDiff(
        parts(byId(before.get("nodes")), byId(after.get("nodes")), NODE_MEANING),
        parts(oldEdges, newEdges, EDGE_MEANING),
        JsonChanges.between("/settings", settings(before), settings(after)),
        reordered(oldEdges, newEdges),
        !JsonChanges.same(without(before, KNOWN), without(after, KNOWN)));
  }

  private static Parts parts(
      Map<String, Map<String, Object>> before,
      Map<String, Map<String, Object>> after,
      Set<String> meaning) {
    var changed = new ArrayList<ChangedPart>();
    before.forEach(
        (id, old) -> {
          var young = after.get(id);
          if (young != null) {
            var changes = JsonChanges.between("", only(old, meaning), only(young, meaning));
            var moved = !JsonChanges.same(without(old, meaning), without(young, meaning));
            if (moved || !changes.isEmpty()) {
              changed.add(new ChangedPart(id, moved, changes));
            }
          }
        });
    return new Parts(missing(after, before), missing(before, after), List.copyOf(changed));
  }

  private static List<Map<String, Object>> missing(
      Map<String, Map<String, Object>> from, Map<String, Map<String, Object>> in) {
    return from.entrySet().stream()
        .filter(part -> !in.containsKey(part.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static List<String> reordered(
      Map<String, Map<String, Object>> before, Map<String, Map<String, Object>> after) {
    UnaryOperator<Map<String, Map<String, Object>>> common =
        edges -> {
          var kept = new LinkedHashMap<>(edges);
          kept.keySet().removeIf(id -> !sourceOf(before, id).equals(sourceOf(after, id)));
          return kept;
        };
    var old = leaving(common.apply(before));
    var young = leaving(common.apply(after));
    return old.entrySet().stream()
        .filter(edges -> !edges.getValue().equals(young.get(edges.getKey())))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<String, List<String>> leaving(Map<String, Map<String, Object>> edges) {
    var leaving = new LinkedHashMap<String, List<String>>();
    edges.forEach(
        (id, edge) ->
            leaving.computeIfAbsent(sourceOf(edges, id), any -> new ArrayList<>()).add(id));
    return leaving;
  }

  /// Empty if there is no such edge, or it has no source.
  private static String sourceOf(Map<String, Map<String, Object>> edges, String id) {
    return edges.getOrDefault(id, Map.of()).get("source") instanceof String source ? source : "";
  }

  @SuppressWarnings("unchecked") // JSON's objects have texts as keys
  private static Map<String, Map<String, Object>> byId(@Nullable Object parts) {
    var byId = new LinkedHashMap<String, Map<String, Object>>();
    if (parts instanceof List<?> list) {
      for (var part : list) {
        if (part instanceof Map<?, ?> map && map.get("id") instanceof String id && !id.isEmpty()) {
          byId.putIfAbsent(id, (Map<String, Object>) map);
        }
      }
    }
    return byId;
  }

  /// None are as good as empty ones.
  private static Object settings(Map<String, Object> definition) {
    var settings = definition.get("settings");
    return settings == null ? Map.of() : settings;
  }

  private static Map<String, Object> only(Map<String, Object> source, Set<String> keys) {
    var kept = new HashMap<>(source);
    kept.keySet().retainAll(keys);
    kept.values().removeIf(Objects::isNull);
    return kept;
  }

  private static Map<String, Object> without(Map<String, Object> source, Set<String> keys) {
    var kept = new HashMap<>(source);
    kept.keySet().removeAll(keys);
    return kept;
  }
}
