package io.tributary.workflows.application.port.in.eventlog;

import io.tributary.kernel.WorkspaceId;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Takes an event from outside.
public interface PostEvent {
  /// Stores and announces it, in one transaction, once for each `idempotencyKey`.
  ///
  /// Signals `InvalidInput` with every fault, and `IdempotencyKeyReused`.
  ///
  /// @return the event's id
  Mono<UUID> post(Command command);

  /// @param name null is a fault
  /// @param data null for nothing
  /// @param idempotencyKey null posts anew each time
  record Command(
      WorkspaceId workspace,
      @Nullable String name,
      @Nullable String correlationId,
      @Nullable Map<String, Object> data,
      @Nullable String idempotencyKey) {}
}
