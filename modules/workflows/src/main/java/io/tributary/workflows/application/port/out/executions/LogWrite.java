package io.tributary.workflows.application.port.out.executions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public record LogWrite(
    ExecutionRef execution,
    UUID id,
    @Nullable String node,
    Level level,
    String message,
    Instant createdAt) {
  public enum Level {
    INFO,
    WARN,
    ERROR
  }
}
