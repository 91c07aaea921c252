package io.tributary.leads.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// A form response became part of a lead: exactly one of these for each accepted response.
///
/// @param created whether this response made the lead
@EventName("leads.lead-captured")
public record LeadCaptured(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID leadId,
    UUID formId,
    int formVersion,
    UUID responseId,
    boolean created)
    implements Event {}
