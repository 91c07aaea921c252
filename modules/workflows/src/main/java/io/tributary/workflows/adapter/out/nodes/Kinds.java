package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.conditions.Expression;
import io.tributary.kernel.conditions.Expressions;
import io.tributary.kernel.problems.Faults;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The kinds of values that a `config` is made of.
final class Kinds {
  private Kinds() {}

  static Kind text(int maxChars) {
    return Kind.of(Schemas.text(maxChars), (value, at) -> checkText(value, maxChars, at));
  }

  /// A text of this shape.
  static Kind text(int maxChars, Pattern shape, String code, String message) {
    var schema = new LinkedHashMap<>(Schemas.text(maxChars));
    schema.put("pattern", "^(?:" + shape.pattern() + ")$");
    return Kind.of(schema, (value, at) -> checkText(value, maxChars, at))
        .and(
            (value, at) ->
                at.require(shape.matcher(String.valueOf(value)).matches(), code, message));
  }

  /// A text in which `{{lead.email}}` and the like are replaced.
  static Kind template(Templates templates, int maxChars) {
    return Kind.of(Schemas.template(maxChars), (value, at) -> checkText(value, maxChars, at))
        .and((value, at) -> templates.renderer().check(String.valueOf(value), at));
  }

  /// An expression in CEL.
  static Kind expression() {
    return Kind.of(
        Schemas.text(Expressions.MAX_CHARS),
        (value, at) -> {
          if (at.require(value instanceof String, "wrong-type", "must be a text")) {
            Expressions.compile(String.valueOf(value), at);
          }
        });
  }

  /// What became of `expression`.
  ///
  /// @throws io.tributary.kernel.problems.KernelProblem.InvalidInput if it was never checked
  static Expression compiled(@Nullable Object value, String key) {
    var faults = new Faults();
    var expression = Expressions.compile(String.valueOf(value), faults.at(key));
    faults.throwIfAny();
    return Objects.requireNonNull(expression);
  }

  static Kind flag() {
    return Kind.of(
        Map.of("type", "boolean"),
        (value, at) -> at.require(value instanceof Boolean, "wrong-type", "must be true or false"));
  }

  static Kind option(List<String> values) {
    return Kind.of(
        Schemas.oneOf(values),
        (value, at) ->
            at.require(
                value != null && values.contains(value),
                "not-an-option",
                "must be one of " + values));
  }

  static Kind whole(int minimum, int maximum) {
    return Kind.of(
        Schemas.integer(minimum, maximum),
        (value, at) -> ConfigCheck.numberIn(value, at, minimum, maximum, true));
  }

  static Kind number(int minimum, int maximum) {
    return Kind.of(
        Schemas.number(minimum, maximum),
        (value, at) -> ConfigCheck.numberIn(value, at, minimum, maximum, false));
  }

  /// Any JSON, in whose texts `{{lead.email}}` and the like are replaced.
  static Kind json(Templates templates) {
    return Kind.of(Map.of(), templates::checkTree);
  }

  static Kind list(Kind item, int maxItems) {
    return Kind.of(
        Map.of("type", "array", "items", item.schema(), "minItems", 1, "maxItems", maxItems),
        (value, at) -> {
          if (!(value instanceof List<?> items)) {
            at.add("wrong-type", "must be a list");
            return;
          }
          at.require(
              !items.isEmpty() && items.size() <= maxItems,
              "length",
              "must have 1 to " + maxItems + " items");
          for (int i = 0; i < items.size(); i++) {
            item.check(items.get(i), at.at(i));
          }
        });
  }

  /// An object with names of the user's own.
  static Kind map(Names names, Kind values, int minimum, int maximum) {
    var schema = new LinkedHashMap<String, Object>();
    schema.put("type", "object");
    schema.put("minProperties", minimum);
    schema.put("maxProperties", maximum);
    schema.put("propertyNames", Map.of("pattern", "^(?:" + names.shape().pattern() + ")$"));
    schema.put("additionalProperties", values.schema());
    return Kind.of(
        schema,
        (value, at) -> {
          if (!(value instanceof Map<?, ?> map)) {
            at.add("wrong-type", "must be an object");
            return;
          }
          at.require(
              map.size() >= minimum && map.size() <= maximum,
              "length",
              "must have %d to %d entries".formatted(minimum, maximum));
          map.forEach(
              (key, each) -> {
                var name = String.valueOf(key);
                var here = at.at(name);
                here.require(names.shape().matcher(name).matches(), names.code(), names.message());
                values.check(each, here);
              });
        });
  }

  private static void checkText(@Nullable Object value, int maxChars, Faults at) {
    if (at.require(value instanceof String, "wrong-type", "must be a text")) {
      at.require(
          String.valueOf(value).length() <= maxChars,
          "too-long",
          "must have at most " + maxChars + " characters");
    }
  }

  /// @param code of the fault of a name that has not this shape
  record Names(Pattern shape, String code, String message) {}
}
