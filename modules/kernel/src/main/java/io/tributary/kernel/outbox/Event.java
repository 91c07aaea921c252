package io.tributary.kernel.outbox;

import java.time.Instant;
import java.util.UUID;

/// Something that happened in a module, as others may know it: a record of ids and primitives,
/// annotated with `EventName`, in the module's `events` package.
public interface Event {
  /// Unique, made with the event; what a listener's effect can be keyed by.
  UUID eventId();

  UUID workspaceId();

  Instant occurredAt();
}
