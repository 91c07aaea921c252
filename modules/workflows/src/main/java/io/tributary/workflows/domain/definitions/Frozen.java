package io.tributary.workflows.domain.definitions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Deep, unmodifiable copies of JSON-like values; unlike `Map.copyOf` they may hold null.
final class Frozen {
  private Frozen() {}

  static Map<?, ?> copy(Map<?, ?> source) {
    var copy = new LinkedHashMap<Object, Object>();
    source.forEach((key, value) -> copy.put(key, value(value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object value(Object value) {
    if (value instanceof Map<?, ?> map) {
      return copy(map);
    }
    if (value instanceof List<?> list) {
      var copy = new ArrayList<Object>(list.size());
      list.forEach(item -> copy.add(value(item)));
      return Collections.unmodifiableList(copy);
    }
    return value;
  }
}
