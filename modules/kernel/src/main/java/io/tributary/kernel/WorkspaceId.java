package io.tributary.kernel;

import java.util.UUID;

/// The tenant. Every row but the system's own belongs to exactly one.
public record WorkspaceId(UUID value) {
  @Override
  public String toString() {
    return value.toString();
  }
}
