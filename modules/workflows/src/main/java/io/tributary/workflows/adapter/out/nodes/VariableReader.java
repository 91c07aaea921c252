package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.conditions.Expressions;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.adapter.out.nodes.Variable.Source;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Reads what variables are set to: `{"<name>": value}` or `[{"name", "value" or "expression"}]`.
///
/// A list is in order. An object is not, since stored JSON keeps none: there a variable comes after
/// those that it reads.
@Component
final class VariableReader {
  static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  static final int MAX = 100;
  static final String NAME_KEY = "name";
  static final String VALUE = "value";
  static final String EXPRESSION = "expression";
  private static final int MAX_TEXT = 10_000;
  private static final Pattern READ =
      Pattern.compile("\\bvariables\\s*(?:\\.\\s*|\\[\\s*[\"'])([A-Za-z_][A-Za-z0-9_]*)");

  private final Templates templates;

  VariableReader(Templates templates) {
    this.templates = templates;
  }

  /// Adds every fault; what is returned then is of no use.
  List<Variable> read(@Nullable Object variables, Faults at) {
    return switch (variables) {
      case Map<?, ?> map -> {
        checkSize(map.size(), at);
        yield ordered(byName(map, at), at);
      }
      case List<?> list -> {
        checkSize(list.size(), at);
        yield inOrder(list, at);
      }
      case null -> {
        at.add("required", "is required");
        yield List.of();
      }
      default -> {
        at.add("wrong-type", "must be an object of variables, or a list if the order matters");
        yield List.of();
      }
    };
  }

  private static void checkSize(int size, Faults at) {
    at.require(size >= 1 && size <= MAX, "length", "must be 1 to " + MAX + " variables");
  }

  private List<Variable> byName(Map<?, ?> map, Faults at) {
    var found = new ArrayList<Variable>();
    map.forEach(
        (key, value) -> {
          var name = String.valueOf(key);
          var here = at.at(name);
          checkName(name, here);
          if (value instanceof Map<?, ?> inner && inner.containsKey(EXPRESSION)) {
            here.require(
                inner.size() == 1, "unknown-property", "holds nothing beside an expression");
            found.add(computed(name, inner.get(EXPRESSION), here.at(EXPRESSION)));
          } else {
            found.add(rendered(name, value, here));
          }
        });
    return found;
  }

  private List<Variable> inOrder(List<?> list, Faults at) {
    var found = new ArrayList<Variable>();
    for (int i = 0; i < list.size(); i++) {
      var here = at.at(i);
      if (list.get(i) instanceof Map<?, ?> entry) {
        found.add(entry(entry, here));
      } else {
        here.add("wrong-type", "must be an object with a name and a value or an expression");
      }
    }
    return found;
  }

  private Variable entry(Map<?, ?> entry, Faults at) {
    for (var key : entry.keySet()) {
      if (!Set.of(NAME_KEY, VALUE, EXPRESSION).contains(key)) {
        at.at(String.valueOf(key)).add("unknown-property", "is not known here");
      }
    }
    var name = entry.get(NAME_KEY) instanceof String text ? text : "";
    checkName(name, at.at(NAME_KEY));
    at.require(
        entry.containsKey(VALUE) != entry.containsKey(EXPRESSION),
        "required",
        "must have a value or an expression");
    return entry.containsKey(EXPRESSION)
        ? computed(name, entry.get(EXPRESSION), at.at(EXPRESSION))
        : rendered(name, entry.get(VALUE), at.at(VALUE));
  }

  private static void checkName(String name, Faults at) {
    at.require(
        NAME.matcher(name).matches(),
        "invalid",
        "a name must be 1 to 63 letters, digits and '_', not beginning with a digit");
  }

  private static Variable computed(String name, @Nullable Object source, Faults at) {
    if (!(source instanceof String text)) {
      at.add("wrong-type", "must be a text");
      return new Variable(name, values -> null, Set.of());
    }
    var expression = Expressions.compile(text, at);
    return new Variable(
        name, expression == null ? values -> null : expression::value, readBy(text));
  }

  private Variable rendered(String name, @Nullable Object json, Faults at) {
    templates.checkTree(json, at);
    var reads = new HashSet<String>();
    eachText(
        json,
        text -> {
          at.require(
              text.length() <= MAX_TEXT,
              "too-long",
              "must have at most " + MAX_TEXT + " characters");
          reads.addAll(readBy(text));
        });
    Source source = values -> render(json, values);
    return new Variable(name, source, reads);
  }

  private static void eachText(@Nullable Object json, Consumer<String> consumer) {
    switch (json) {
      case String text -> consumer.accept(text);
      case Map<?, ?> map -> map.values().forEach(value -> eachText(value, consumer));
      case List<?> list -> list.forEach(item -> eachText(item, consumer));
      case null, default -> {}
    }
  }

  private static Set<String> readBy(String text) {
    var reads = new HashSet<String>();
    var matcher = READ.matcher(text);
    while (matcher.find()) {
      reads.add(matcher.group(1));
    }
    return reads;
  }

  private @Nullable Object render(@Nullable Object json, Map<String, Object> values) {
    return switch (json) {
      // what is no template may be empty
      case String text -> text.contains("{{") ? templates.value(text, values) : text;
      case Map<?, ?> map -> {
        var rendered = new LinkedHashMap<String, @Nullable Object>();
        map.forEach((key, value) -> rendered.put(String.valueOf(key), render(value, values)));
        yield rendered;
      }
      case List<?> list -> {
        var rendered = new ArrayList<@Nullable Object>();
        list.forEach(item -> rendered.add(render(item, values)));
        yield rendered;
      }
      case null, default -> json;
    };
  }

  /// Each after those that it reads. One that reads itself sees what it was before.
  private static List<Variable> ordered(List<Variable> variables, Faults at) {
    var left = new ArrayList<>(variables);
    var ordered = new ArrayList<Variable>();
    while (!left.isEmpty()) {
      var next =
          left.stream()
              .filter(one -> left.stream().noneMatch(other -> isBefore(other, one)))
              .findFirst();
      if (next.isEmpty()) {
        left.forEach(
            one ->
                at.at(one.name())
                    .add("cyclic", "reads one that reads it: say the order by a list instead"));
        return ordered;
      }
      ordered.add(next.get());
      left.remove(next.get());
    }
    return ordered;
  }

  private static boolean isBefore(Variable other, Variable one) {
    return !other.name().equals(one.name()) && one.reads().contains(other.name());
  }
}
