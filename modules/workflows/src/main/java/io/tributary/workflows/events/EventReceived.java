package io.tributary.workflows.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Another system told a workspace something. Announced once more for each further part of those
/// that wait for it, when they are many.
///
/// @param receivedId the event's own id
/// @param name such as `payment.received`
/// @param correlationId whom or what it is about; null if its name says all
/// @param after the visit that was told last; null at first
@EventName("workflows.event-received")
public record EventReceived(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID receivedId,
    String name,
    @Nullable String correlationId,
    @Nullable UUID after)
    implements Event {}
