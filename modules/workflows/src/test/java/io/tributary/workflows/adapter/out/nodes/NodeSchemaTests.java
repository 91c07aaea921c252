package io.tributary.workflows.adapter.out.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Faults;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/// What a front end draws from a schema is what the check accepts, for every type of node.
@ModuleTest
class NodeSchemaTests {
  @Autowired List<NodeType> types;

  private static List<String> faultsAt(NodeType type, Map<String, Object> config, String pointer) {
    var faults = new Faults();
    type.check(config, faults);
    return faults.all().stream()
        .filter(fault -> fault.pointer().equals(pointer))
        .map(fault -> fault.code())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Map<String, Object>> properties(Map<String, Object> schema) {
    return (Map<String, Map<String, Object>>) schema.getOrDefault("properties", Map.of());
  }

  /// A value that the schema accepts.
  private static Object sample(Map<String, Object> schema) {
    if (schema.get("enum") instanceof List<?> values) {
      return values.getFirst();
    }
    return switch (String.valueOf(schema.get("type"))) {
      case "integer", "number" -> schema.getOrDefault("minimum", 1);
      case "boolean" -> true;
      case "array" ->
          schema.get("items") instanceof Map<?, ?> items
              ? List.of(sample(cast(items)))
              : List.of("x");
      case "object" -> object(schema);
      default -> "x";
    };
  }

  private static Object object(Map<String, Object> schema) {
    var object = new LinkedHashMap<String, Object>();
    if (schema.get("required") instanceof List<?> required) {
      required.forEach(
          name -> object.put(name.toString(), sample(properties(schema).get(name.toString()))));
    }
    return object;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> cast(Map<?, ?> map) {
    return (Map<String, Object>) map;
  }

  @Test
  void every_property_of_a_schema_is_known_to_the_check_and_no_other_is() {
    var names = new TreeSet<String>(List.of("nobody-knows-this"));
    types.forEach(type -> names.addAll(properties(type.configSchema()).keySet()));
    var found = new ArrayList<String>();
    for (var type : types) {
      var known = properties(type.configSchema());
      for (var name : names) {
        var schema = known.get(name);
        var value = schema == null ? "x" : sample(schema);
        var refused = faultsAt(type, Map.of(name, value), "/" + name).contains("unknown-property");
        if (refused == known.containsKey(name)) {
          found.add(type.name() + " " + name);
        }
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void what_a_schema_requires_is_missed_by_the_check() {
    for (var type : types) {
      var schema = type.configSchema();
      if (schema.get("required") instanceof List<?> required) {
        required.forEach(
            name ->
                assertThat(faultsAt(type, Map.of(), "/" + name))
                    .as(type.name() + " " + name)
                    .contains("required"));
      }
    }
  }

  @Test
  void numbers_texts_and_options_have_the_bounds_that_the_schema_tells() {
    var found = new ArrayList<String>();
    for (var type : types) {
      properties(type.configSchema())
          .forEach((name, schema) -> bounds(type, name, schema, "/" + name, found));
    }

    assertThat(found).isEmpty();
  }

  @Test
  void the_same_holds_inside_of_retry() {
    var type = types.stream().filter(each -> each.name().equals("ACTION_HTTP_REQUEST")).findFirst();
    var retry = properties(type.orElseThrow().configSchema()).get("retry");
    var found = new ArrayList<String>();

    assertThat(properties(retry))
        .containsOnlyKeys(
            "attempts",
            "delaySeconds",
            "factor",
            "maxDelaySeconds",
            "jitter",
            "totalSeconds",
            "on",
            "statuses");
    properties(retry)
        .forEach(
            (name, schema) -> {
              for (var value : outside(schema)) {
                if (faultsAt(
                        type.orElseThrow(), Map.of("retry", Map.of(name, value)), "/retry/" + name)
                    .isEmpty()) {
                  found.add(name + " " + value);
                }
              }
              var inside = sample(schema);
              if (!faultsAt(
                      type.orElseThrow(), Map.of("retry", Map.of(name, inside)), "/retry/" + name)
                  .isEmpty()) {
                found.add(name + " " + inside);
              }
            });
    assertThat(found).isEmpty();
  }

  private static void bounds(
      NodeType type, String name, Map<String, Object> schema, String pointer, List<String> found) {
    for (var value : outside(schema)) {
      if (faultsAt(type, Map.of(name, value), pointer).isEmpty()) {
        found.add(type.name() + " accepts at " + name + ": " + shortened(value));
      }
    }
    for (var value : edges(schema)) {
      if (faultsAt(type, Map.of(name, value), pointer).contains("out-of-range")) {
        found.add(type.name() + " refuses at " + name + ": " + shortened(value));
      }
    }
  }

  private static List<Object> edges(Map<String, Object> schema) {
    var edges = new ArrayList<Object>();
    for (var bound : List.of("minimum", "maximum")) {
      if (schema.get(bound) instanceof Number number) {
        edges.add(number);
      }
    }
    return edges;
  }

  private static List<Object> outside(Map<String, Object> schema) {
    var outside = new ArrayList<Object>();
    if (schema.get("minimum") instanceof Number minimum) {
      outside.add(minimum.doubleValue() - 1);
    }
    if (schema.get("maximum") instanceof Number maximum) {
      outside.add(maximum.doubleValue() + 1);
      outside.add("text");
    }
    if (schema.get("maxLength") instanceof Integer length) {
      outside.add("x".repeat(length + 1));
      outside.add(5);
    }
    if (schema.get("enum") instanceof List<?>) {
      outside.add("NONE_OF_THEM");
    }
    return outside;
  }

  private static String shortened(Object value) {
    var text = value.toString();
    return text.length() <= 20 ? text : text.substring(0, 20) + "…";
  }
}
