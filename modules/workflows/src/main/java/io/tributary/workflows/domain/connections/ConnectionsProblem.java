package io.tributary.workflows.domain.connections;

import io.tributary.kernel.problems.Problem;

/// What is refused about connections besides what any module refuses.
public abstract sealed class ConnectionsProblem extends Problem {
  private ConnectionsProblem(String message) {
    super(message);
  }

  /// Another one of the workspace has this key. 409.
  public static final class KeyTaken extends ConnectionsProblem {
    private final String key;

    public KeyTaken(String key) {
      super("the key '" + key + "' is already in use");
      this.key = key;
    }

    public String key() {
      return key;
    }
  }
}
