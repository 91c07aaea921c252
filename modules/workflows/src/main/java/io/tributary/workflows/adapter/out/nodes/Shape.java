package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An object with these properties and no others. A property that is null counts as absent.
final class Shape implements Kind {
  private final Map<String, Property> properties = new LinkedHashMap<>();

  private Shape(List<Property> properties) {
    properties.forEach(property -> this.properties.put(property.name(), property));
  }

  static Shape of(Property... properties) {
    return new Shape(List.of(properties));
  }

  static Property required(String name, Kind kind) {
    return new Property(name, true, kind);
  }

  static Property optional(String name, Kind kind) {
    return new Property(name, false, kind);
  }

  /// The schema of a whole `config`.
  Map<String, Object> configSchema() {
    return Schemas.config(requiredNames(), schemas());
  }

  @Override
  public Map<String, Object> schema() {
    return Schemas.object(requiredNames(), schemas());
  }

  private List<String> requiredNames() {
    return properties.values().stream().filter(Property::required).map(Property::name).toList();
  }

  private Map<String, Object> schemas() {
    var schemas = new LinkedHashMap<String, Object>();
    properties.forEach((name, property) -> schemas.put(name, property.kind().schema()));
    return schemas;
  }

  @Override
  public void check(@Nullable Object value, Faults at) {
    if (!(value instanceof Map<?, ?> map)) {
      at.add("wrong-type", "must be an object");
      return;
    }
    for (var key : map.keySet()) {
      if (!properties.containsKey(key)) {
        at.at(String.valueOf(key)).add("unknown-property", "is not known here");
      }
    }
    for (var property : properties.values()) {
      property.check(map.get(property.name()), at.at(property.name()));
    }
  }

  record Property(String name, boolean required, Kind kind) {
    private void check(@Nullable Object value, Faults at) {
      if (required && (value == null || value instanceof String text && text.isBlank())) {
        at.add("required", "is required");
      } else if (value != null) {
        kind.check(value, at);
      }
    }
  }
}
