package io.tributary.workflows.domain.execution;

import java.util.LinkedHashMap;
import java.util.Map;

/// @param message for people, at most 1,000 characters; without secrets
/// @param details what else is known, such as `status`
public record Failure(FailureKind kind, String message, Map<String, Object> details) {
  private static final int MAX_CHARS = 1_000;

  public Failure {
    message = message.length() <= MAX_CHARS ? message : message.substring(0, MAX_CHARS);
    details = Map.copyOf(details);
  }

  public Failure(FailureKind kind, String message) {
    this(kind, message, Map.of());
  }

  /// As it is stored, and shown to conditions and templates behind an `error` edge.
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("kind", kind.name());
    map.put("message", message);
    map.putAll(details);
    return map;
  }
}
