package io.tributary.offenders.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

@EventName("offenders.thing-carried")
public record CarriesTheThing(
    UUID eventId, UUID workspaceId, Instant occurredAt, Map<String, Object> thing)
    implements Event {}
