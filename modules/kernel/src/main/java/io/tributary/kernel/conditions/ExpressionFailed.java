package io.tributary.kernel.conditions;

/// An expression has no value for the values it was given. Not a bug, so without a stack trace.
///
/// The message is for people and says what went wrong and where in the expression, without the
/// values: `the expression reads a field that is not there (line 1, column 5)`.
public final class ExpressionFailed extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ExpressionFailed(String message) {
    super(message, null, false, false);
  }
}
