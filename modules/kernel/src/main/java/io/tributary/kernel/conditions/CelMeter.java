package io.tributary.kernel.conditions;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.values.CelValue;
import dev.cel.runtime.CelEvaluationListener;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts what one evaluation costs, step by step, and stops it when that is too much.
///
/// The library bounds iterations, not sizes: thirty times `.map(a, [a, a])` shares its elements and
/// is cheap to make, but comparing, hashing or writing it takes 2^30 steps. So whatever is made is
/// weighed with all it holds. Not safe for several threads; one per evaluation.
final class CelMeter implements CelEvaluationListener {
  /// The functions that look into lists and objects; to all others, these weigh one.
  private static final Set<String> DEEP = Set.of("_==_", "_!=_", "@in", "join");

  /// They hand on what they are given.
  private static final Set<String> FREE = Set.of("_?_:_", "_&&_", "_||_", "@not_strictly_false");

  private final Map<Long, Object> results = new HashMap<>();
  private final Map<Object, Long> weights = new IdentityHashMap<>();
  private long work;

  @Override
  public void callback(CelExpr step, @Nullable Object result) {
    if (result == null) {
      return;
    }
    results.put(step.id(), result);
    switch (step.getKind()) {
      case CALL -> call(step.call(), result);
      case LIST, MAP, COMPREHENSION -> made(result);
      case CONSTANT, IDENT, SELECT, STRUCT, NOT_SET -> spend(1);
    }
  }

  private void call(CelExpr.CelCall call, Object result) {
    var function = call.function();
    spend(1);
    if (FREE.contains(function)) {
      return;
    }
    var deep = DEEP.contains(function);
    call.target().ifPresent(target -> spend(cost(target, deep)));
    List<CelExpr> arguments = call.args();
    for (var argument : arguments) {
      spend(cost(argument, deep));
    }
    if (function.equals("matches")) {
      spend(CelFunctions.stepsOfMatch(text(subject(call)), text(arguments.getLast())));
    }
    if (function.equals("split") || (function.equals("_+_") && !accumulates(call))) {
      made(result);
    }
  }

  private long cost(CelExpr argument, boolean deep) {
    var value = results.get(argument.id());
    return value instanceof String text ? text.length() : deep && value != null ? weigh(value) : 1;
  }

  /// `map` and `filter` add to their result one by one; that is weighed when it is complete.
  private static boolean accumulates(CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    var first = arguments.getFirst();
    return first.getKind() == CelExpr.ExprKind.Kind.IDENT && first.ident().name().startsWith("@");
  }

  private static CelExpr subject(CelExpr.CelCall call) {
    List<CelExpr> arguments = call.args();
    return call.target().orElseGet(arguments::getFirst);
  }

  private String text(CelExpr argument) {
    return results.get(argument.id()) instanceof String text ? text : "";
  }

  private void made(Object value) {
    var weight = weigh(value);
    if (weight > Expressions.MAX_SIZE) {
      throw new Refused("makes a value that is too large");
    }
    spend(1);
  }

  private void spend(long steps) {
    work += steps;
    if (work > Expressions.MAX_WORK) {
      throw new Refused("does more work than an expression may");
    }
  }

  private long weigh(Object value) {
    return switch (value) {
      case String text -> 1L + text.length();
      case CelViews.View view -> known(view.viewed(), view);
      case List<?> list -> known(list, list);
      case Map<?, ?> map -> known(map, map);
      default -> 1;
    };
  }

  /// @param identity what stays the same when the same value is read again
  private long known(Object identity, Object value) {
    var known = weights.get(identity);
    if (known != null) {
      return known;
    }
    long weight = 1;
    if (value instanceof List<?> list) {
      for (var element : list) {
        weight += weighInner(element);
      }
    } else if (value instanceof Map<?, ?> map) {
      for (var entry : map.entrySet()) {
        weight += weighInner(entry.getKey()) + weighInner(entry.getValue());
      }
    }
    weights.put(identity, weight);
    return weight;
  }

  private long weighInner(@Nullable Object value) {
    spend(1);
    return value == null || value instanceof CelValue ? 1 : weigh(value);
  }
}
