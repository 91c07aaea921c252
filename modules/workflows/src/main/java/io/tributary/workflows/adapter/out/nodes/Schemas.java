package io.tributary.workflows.adapter.out.nodes;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// JSON Schema (2020-12), as far as node types need it.
final class Schemas {
  private Schemas() {}

  /// The whole schema of a `config` without other properties than `properties`.
  static Map<String, Object> config(List<String> required, Map<String, Object> properties) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.putAll(object(required, properties));
    return schema;
  }

  static Map<String, Object> object(List<String> required, Map<String, Object> properties) {
    return Map.of(
        "type",
        "object",
        "properties",
        properties,
        "required",
        required,
        "additionalProperties",
        false);
  }

  static Map<String, Object> text(int maxLength) {
    return Map.of("type", "string", "maxLength", maxLength);
  }

  /// A text in which `{{lead.email}}` and the like are replaced.
  static Map<String, Object> template(int maxLength) {
    return Map.of("type", "string", "maxLength", maxLength, "format", "template");
  }

  static Map<String, Object> integer(int minimum, int maximum) {
    return Map.of("type", "integer", "minimum", minimum, "maximum", maximum);
  }

  static Map<String, Object> number(int minimum, int maximum) {
    return Map.of("type", "number", "minimum", minimum, "maximum", maximum);
  }

  static Map<String, Object> oneOf(List<String> values) {
    return Map.of("type", "string", "enum", values);
  }

  static Map<String, Object> described(Map<String, Object> schema, String description) {
    var more = new LinkedHashMap<>(schema);
    more.put("description", description);
    return more;
  }
}
