package io.tributary.forms.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// A draft became an immutable version.
@EventName("forms.form-published")
public record FormPublished(
    UUID eventId, UUID workspaceId, Instant occurredAt, UUID formId, int version)
    implements Event {}
