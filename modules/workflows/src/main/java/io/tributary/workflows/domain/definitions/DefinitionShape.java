package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What even a draft must keep: it can be stored, is of a bearable size, and has nodes and edges.
public final class DefinitionShape {
  public static final int MAX_NODES = 500;
  public static final int MAX_EDGES = 1_000;

  /// As JSON in UTF-8.
  public static final int MAX_BYTES = 1024 * 1024;

  private static final int MAX_DEPTH = 50;

  private DefinitionShape() {}

  /// @param bytes the definition's length as JSON in UTF-8
  public static void check(Map<String, Object> definition, int bytes, Faults at) {
    at.require(bytes <= MAX_BYTES, "too-large", "must be at most 1 MiB of JSON");
    list(definition.get("nodes"), MAX_NODES, at.at("nodes"));
    list(definition.get("edges"), MAX_EDGES, at.at("edges"));
    storable(definition, at, 1);
  }

  private static void list(@Nullable Object value, int max, Faults at) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> items)) {
      at.add("wrong-type", "must be a list");
      return;
    }
    at.require(items.size() <= max, "too-many", "must be at most " + max);
    for (int i = 0; i < items.size(); i++) {
      if (!(items.get(i) instanceof Map<?, ?>)) {
        at.at(i).add("wrong-type", "must be an object");
      }
    }
  }

  /// PostgreSQL's jsonb takes no U+0000.
  private static void storable(@Nullable Object value, Faults at, int depth) {
    if (depth > MAX_DEPTH) {
      at.add("too-deep", "nests at most " + MAX_DEPTH + " levels deep");
      return;
    }
    switch (value) {
      case String text -> plain(text, at);
      case List<?> items -> {
        for (int i = 0; i < items.size(); i++) {
          storable(items.get(i), at.at(i), depth + 1);
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) -> {
                plain(key.toString(), at);
                storable(inner, at.at(key), depth + 1);
              });
      case null, default -> {
        // numbers, booleans and null can always be stored
      }
    }
  }

  private static void plain(String text, Faults at) {
    at.require(text.indexOf(0) < 0, "invalid-character", "must not contain the character U+0000");
  }
}
