package io.tributary.workspaces;

import java.util.Arrays;
import java.util.Optional;

/// What a workspace can have a quota of.
public enum QuotaKey {
  /// Responses that visitors submit.
  SUBMISSIONS("submissions"),

  /// Executions of workflows that begin.
  EXECUTIONS("executions");

  private final String text;

  QuotaKey(String text) {
    this.text = text;
  }

  /// As in paths, payloads and tables; it stays.
  public String text() {
    return text;
  }

  public static Optional<QuotaKey> of(String text) {
    return Arrays.stream(values()).filter(key -> key.text.equals(text)).findFirst();
  }
}
