package io.tributary.offenders.events;

import io.tributary.kernel.outbox.Event;
import java.time.Instant;
import java.util.UUID;

public record Nameless(UUID eventId, UUID workspaceId, Instant occurredAt) implements Event {}
