package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What even a draft must keep: it can be stored, is of a bearable size, and has nodes and edges.
public final class DefinitionShape {
  public static final int MAX_NODES = 2_000;
  public static final int MAX_EDGES = 5_000;

  /// As JSON in UTF-8.
  public static final int MAX_BYTES = 1024 * 1024;

  private static final int MAX_DEPTH = 50;
  private static final int MAX_NAME_CHARS = 500;
  private static final int MAX_FAULTS = 1_000;

  private int left = MAX_FAULTS;

  private DefinitionShape() {}

  /// At most 1,000 faults.
  ///
  /// @param bytes the definition's length as JSON in UTF-8
  public static void check(Map<String, Object> definition, int bytes, Faults at) {
    var shape = new DefinitionShape();
    shape.require(bytes <= MAX_BYTES, "too-large", "must be at most 1 MiB of JSON", at);
    shape.list(definition.get("nodes"), MAX_NODES, at.at("nodes"));
    shape.list(definition.get("edges"), MAX_EDGES, at.at("edges"));
    shape.storable(definition, at, 1);
  }

  /// Whether a definition could hold `value`: at most 1,000 faults.
  public static void checkStorable(@Nullable Object value, Faults at) {
    new DefinitionShape().storable(value, at, 1);
  }

  private void list(@Nullable Object value, int max, Faults at) {
    if (value == null) {
      return;
    }
    if (!(value instanceof List<?> items)) {
      require(false, "wrong-type", "must be a list", at);
      return;
    }
    require(items.size() <= max, "too-many", "must be at most " + max, at);
    for (int i = 0; i < items.size(); i++) {
      require(items.get(i) instanceof Map<?, ?>, "wrong-type", "must be an object", at.at(i));
    }
  }

  private void storable(@Nullable Object value, Faults at, int depth) {
    if (depth > MAX_DEPTH) {
      require(false, "too-deep", "nests at most " + MAX_DEPTH + " levels deep", at);
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
                if (named(key.toString(), at)) {
                  storable(inner, at.at(key), depth + 1);
                }
              });
      case null, default -> {
        // numbers, booleans and null can always be stored
      }
    }
  }

  /// Names are short, since the pointer of each fault below repeats them.
  private boolean named(String name, Faults at) {
    plain(name, at);
    return require(
        name.length() <= MAX_NAME_CHARS,
        "name-too-long",
        "names of properties have at most " + MAX_NAME_CHARS + " characters",
        at);
  }

  /// PostgreSQL's jsonb takes no U+0000, and UTF-8 no half of a surrogate pair.
  private void plain(String text, Faults at) {
    require(text.indexOf(0) < 0, "invalid-character", "must not contain the character U+0000", at);
    require(
        text.codePoints()
            .noneMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE),
        "invalid-character",
        "must not contain half of a surrogate pair",
        at);
  }

  private boolean require(boolean holds, String code, String message, Faults at) {
    if (!holds && left > 0) {
      left--;
      at.add(code, message);
    }
    return holds;
  }
}
