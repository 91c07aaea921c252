package io.tributary.kernel.problems;

/// A refusal that a caller can understand: not a bug, and without a stack trace.
///
/// Every module has one sealed class of problems below this one, and maps it to HTTP in one
/// exhaustive switch.
public abstract class Problem extends RuntimeException {
  protected Problem(String message) {
    super(message, null, false, false);
  }
}
