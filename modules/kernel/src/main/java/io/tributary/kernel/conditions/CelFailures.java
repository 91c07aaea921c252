package io.tributary.kernel.conditions;

import dev.cel.common.CelSource;
import dev.cel.runtime.CelEvaluationException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Says in plain words why an expression has no value, and where.
final class CelFailures {
  private static final Pattern POSITION = Pattern.compile("evaluation error at [^:]*:(\\d{1,6}):");

  private CelFailures() {}

  static ExpressionFailed of(CelEvaluationException failed, CelSource source) {
    var refused = refused(failed);
    return new ExpressionFailed(
        "the expression "
            + (refused == null ? inWords(failed) : refused.getMessage())
            + position(failed, source));
  }

  private static @Nullable Refused refused(Throwable failed) {
    for (var cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof Refused refused) {
        return refused;
      }
    }
    return null;
  }

  private static String inWords(CelEvaluationException failed) {
    return switch (failed.getErrorCode()) {
      case ATTRIBUTE_NOT_FOUND -> "reads a field that is not there";
      case INDEX_OUT_OF_BOUNDS -> "reads a list beyond its end";
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND ->
          "uses a value whose type does not fit";
      case DIVIDE_BY_ZERO -> "divides by zero";
      case NUMERIC_OVERFLOW -> "leaves the range of whole numbers of 64 bits";
      case BAD_FORMAT -> "reads a text that is not of the form it should be";
      case INVALID_ARGUMENT -> "uses a value that is not allowed there";
      case DUPLICATE_ATTRIBUTE -> "sets the same key twice";
      case ITERATION_BUDGET_EXCEEDED ->
          "takes more than " + Expressions.MAX_ITERATIONS + " steps of iteration";
      case INTERNAL_ERROR -> "cannot be evaluated";
    };
  }

  private static String position(CelEvaluationException failed, CelSource source) {
    var message = failed.getMessage();
    var match = message == null ? null : POSITION.matcher(message);
    return match != null && match.lookingAt()
        ? source
            .getOffsetLocation(Integer.parseInt(match.group(1)))
            .map(where -> " (" + CelFaults.position(where) + ")")
            .orElse("")
        : "";
  }
}
