package io.tributary.kernel.conditions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import io.tributary.kernel.problems.Faults;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An expression in CEL, checked and ready to run.
final class CelExpression implements Expression {
  private final CelAbstractSyntaxTree checked;
  private final CelRuntime.Program program;

  private CelExpression(CelAbstractSyntaxTree checked, CelRuntime.Program program) {
    this.checked = checked;
    this.program = program;
  }

  static @Nullable CelExpression compile(String source, Faults at) {
    if (source.codePointCount(0, source.length()) > Expressions.MAX_CHARS) {
      at.add("too-long", "an expression has at most " + Expressions.MAX_CHARS + " characters");
      return null;
    }
    var faults = new CelFaults(at);
    var result = CelEnvironment.COMPILER.compile(source);
    if (result.hasError()) {
      faults.add(source, result.getErrors());
      return null;
    }
    try {
      var checked = result.getAst();
      return CelChecks.check(checked, faults)
          ? new CelExpression(checked, CelEnvironment.RUNTIME.createProgram(checked))
          : null;
    } catch (CelValidationException | CelEvaluationException broken) {
      faults.add("is not a valid expression");
      return null;
    }
  }

  /// @return null if it is no expression or one that is never true or false
  static @Nullable Condition condition(String source, Faults at) {
    var expression = compile(source, at);
    if (expression == null) {
      return null;
    }
    var type = expression.checked.getResultType();
    if (!type.equals(SimpleType.BOOL) && !type.equals(SimpleType.DYN)) {
      new CelFaults(at)
          .add("must be true or false, but is of type " + CelFaults.plain(type.name()));
      return null;
    }
    return expression::holds;
  }

  @Override
  public @Nullable Object value(Map<String, ?> values) {
    try {
      return CelResults.plain(evaluate(values));
    } catch (Refused refused) {
      throw new ExpressionFailed("the expression " + refused.getMessage());
    } catch (CelEvaluationException failed) {
      throw CelFailures.of(failed, checked.getSource());
    } catch (RuntimeException unforeseen) {
      throw new ExpressionFailed("the expression cannot be evaluated");
    }
  }

  private boolean holds(Map<String, ?> values) {
    try {
      return Boolean.TRUE.equals(evaluate(values));
    } catch (CelEvaluationException | RuntimeException noValue) {
      return false;
    }
  }

  private Object evaluate(Map<String, ?> values) throws CelEvaluationException {
    return program.trace(name -> root(name, values), new CelMeter());
  }

  private static Optional<Object> root(String name, Map<String, ?> values) {
    if (!Expressions.ROOTS.contains(name)) {
      return Optional.empty();
    }
    var value = values.get(name);
    return Optional.of(CelViews.of(value == null ? Map.of() : value));
  }
}
