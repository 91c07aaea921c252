package io.tributary.offenders.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

@EventName("offenders.fine-thing")
public record Fine(UUID eventId, UUID workspaceId, Instant occurredAt, int version)
    implements Event {}
