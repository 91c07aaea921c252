package io.tributary.workflows.application.control;

/// Somebody changed an execution between the looks at it: look again.
final class Overtaken extends RuntimeException {
  private static final long serialVersionUID = 1;

  Overtaken() {
    super("an execution changed meanwhile", null, false, false);
  }
}
