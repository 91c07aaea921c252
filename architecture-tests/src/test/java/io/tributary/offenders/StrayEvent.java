package io.tributary.offenders;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

@EventName("offenders.strayed")
public record StrayEvent(UUID eventId, UUID workspaceId, Instant occurredAt) implements Event {}
