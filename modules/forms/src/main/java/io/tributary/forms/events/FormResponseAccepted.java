package io.tributary.forms.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// A submission was validated and stored.
@EventName("forms.response-accepted")
public record FormResponseAccepted(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID formId,
    int formVersion,
    UUID responseId)
    implements Event {}
