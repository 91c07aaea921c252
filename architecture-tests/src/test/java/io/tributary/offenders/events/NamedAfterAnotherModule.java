package io.tributary.offenders.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

@EventName("leads.something-happened")
public record NamedAfterAnotherModule(UUID eventId, UUID workspaceId, Instant occurredAt)
    implements Event {}
