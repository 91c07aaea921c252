package io.tributary.kernel.conditions;

import io.tributary.kernel.problems.Faults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Compiles conditions from plain maps, lists and texts.
///
/// The structured form is what a UI builds: `{"all": […]}` and `{"any": […]}` hold one condition or
/// more, `{"not": {…}}` holds one, and
/// `{"field": "lead.budget", "operator": "gte", "value": 1000}` compares: `Operator` says how.
///
/// A text, alone or wherever a condition may stand in the structured form, is an expression that is
/// true or false: `lead.budget >= 1000`, see `Expressions`; `{"not": "has(lead.email)"}`.
///
/// At most 10 levels deep, at most 200 comparisons and expressions.
public final class Conditions {
  public static final int MAX_DEPTH = 10;
  public static final int MAX_LEAVES = 200;

  private static final Set<String> GROUPS = Set.of("all", "any", "not");
  private static final Set<String> LEAF = Set.of("field", "operator", "value");

  private int leaves;

  private Conditions() {}

  /// @param source what JSON became: maps, lists, texts, numbers, booleans, null
  /// @param at gets every fault, each with its pointer
  /// @return null if there is any fault
  public static @Nullable Condition compile(@Nullable Object source, Faults at) {
    return new Conditions().compile(source, at, 1);
  }

  private @Nullable Condition compile(@Nullable Object source, Faults at, int depth) {
    if (!(source instanceof Map<?, ?> || source instanceof String)) {
      at.add(
          "not-a-condition",
          "must be an object such as {\"field\", \"operator\", \"value\"}, or an expression");
      return null;
    }
    if (depth > MAX_DEPTH) {
      at.add("too-deep", "conditions nest at most " + MAX_DEPTH + " levels deep");
      return null;
    }
    return source instanceof Map<?, ?> map
        ? structured(map, at, depth)
        : isOneMore(at) ? CelExpression.condition((String) source, at) : null;
  }

  private @Nullable Condition structured(Map<?, ?> map, Faults at, int depth) {
    var groups = GROUPS.stream().filter(map::containsKey).sorted().toList();
    if (groups.isEmpty()) {
      return leaf(map, at);
    }
    if (map.size() > 1) {
      at.add("not-a-condition", "an object with '" + groups.getFirst() + "' holds nothing else");
      return null;
    }
    var group = groups.getFirst();
    var inner = map.get(group);
    if (group.equals("not")) {
      var negated = compile(inner, at.at(group), depth + 1);
      return negated == null ? null : values -> !negated.test(values);
    }
    var members = members(inner, at.at(group), depth);
    return members == null ? null : group.equals("all") ? all(members) : any(members);
  }

  private @Nullable List<Condition> members(@Nullable Object inner, Faults at, int depth) {
    if (!(inner instanceof List<?> list) || list.isEmpty()) {
      at.add("not-a-condition", "must be a list of at least one condition");
      return null;
    }
    List<Condition> members = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      if (leaves > MAX_LEAVES || i > MAX_LEAVES) {
        break;
      }
      var member = compile(list.get(i), at.at(i), depth + 1);
      if (member != null) {
        members.add(member);
      }
    }
    return members.size() == list.size() ? List.copyOf(members) : null;
  }

  private boolean isOneMore(Faults at) {
    leaves++;
    if (leaves == MAX_LEAVES + 1) {
      at.add(
          "too-many", "a condition holds at most " + MAX_LEAVES + " comparisons and expressions");
    }
    return leaves <= MAX_LEAVES;
  }

  private @Nullable Condition leaf(Map<?, ?> map, Faults at) {
    if (!isOneMore(at)) {
      return null;
    }
    var unknown = new LinkedHashSet<Object>(map.keySet());
    unknown.removeAll(LEAF);
    unknown.forEach(key -> at.at(key).add("unknown-property", "is not known here"));
    var path = FieldPath.parse(map.get("field"), at.at("field"));
    var operator = operator(map.get("operator"), at.at("operator"));
    var operand =
        operator == null ? null : Operands.check(operator, map.get("value"), at.at("value"));
    if (path == null || operator == null || operand == null || !unknown.isEmpty()) {
      return null;
    }
    return values -> operator.holds(path.in(values), operand);
  }

  private static @Nullable Operator operator(@Nullable Object source, Faults at) {
    if (source == null) {
      at.add("required", "must be one of " + Operator.NAMES);
      return null;
    }
    var operator = source instanceof String name ? Operator.named(name) : null;
    if (operator == null) {
      at.add("unknown-operator", "must be one of " + Operator.NAMES);
    }
    return operator;
  }

  private static Condition all(List<Condition> members) {
    return values -> {
      for (var member : members) {
        if (!member.test(values)) {
          return false;
        }
      }
      return true;
    };
  }

  private static Condition any(List<Condition> members) {
    return values -> {
      for (var member : members) {
        if (member.test(values)) {
          return true;
        }
      }
      return false;
    };
  }
}
