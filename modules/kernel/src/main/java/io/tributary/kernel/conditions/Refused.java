package io.tributary.kernel.conditions;

/// Stops an evaluation from within, with what the expression does as its message: `iterates …`.
final class Refused extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Refused(String message) {
    super(message, null, false, false);
  }
}
