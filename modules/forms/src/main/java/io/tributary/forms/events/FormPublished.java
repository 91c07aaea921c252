package io.tributary.forms.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// A new version of a form takes responses from now on.
@EventName("forms.form-published")
public record FormPublished(
    UUID eventId, UUID workspaceId, Instant occurredAt, UUID formId, int version)
    implements Event {}
