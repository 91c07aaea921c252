package io.tributary.forms.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// A response was stored: exactly once for each, whatever its sender repeats.
@EventName("forms.response-accepted")
public record FormResponseAccepted(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID formId,
    int formVersion,
    UUID responseId)
    implements Event {}
