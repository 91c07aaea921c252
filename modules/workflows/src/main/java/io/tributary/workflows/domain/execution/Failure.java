package io.tributary.workflows.domain.execution;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// @param message for people, at most 1,000 characters; without secrets
/// @param details what else is known, such as `status`
/// @param retryAfter how long the target asks to be left alone; null if it does not, never negative
public record Failure(
    FailureKind kind, String message, Map<String, Object> details, @Nullable Duration retryAfter) {
  private static final int MAX_CHARS = 1_000;
  private static final String STATUS = "status";

  public Failure {
    message = message.length() <= MAX_CHARS ? message : message.substring(0, MAX_CHARS);
    details = Map.copyOf(details);
    retryAfter = retryAfter != null && retryAfter.isNegative() ? Duration.ZERO : retryAfter;
  }

  public Failure(FailureKind kind, String message) {
    this(kind, message, Map.of());
  }

  public Failure(FailureKind kind, String message, Map<String, Object> details) {
    this(kind, message, details, null);
  }

  /// What the target answered; null if nothing.
  @Nullable Integer status() {
    return details.get(STATUS) instanceof Integer status ? status : null;
  }

  /// As it is stored, and shown to conditions and templates behind an `error` edge.
  public Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    map.put("kind", kind.name());
    map.put("message", message);
    map.putAll(details);
    if (retryAfter != null) {
      map.put("retryAfterSeconds", retryAfter.toSeconds());
    }
    return map;
  }
}
