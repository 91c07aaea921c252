package io.tributary.leads.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// There is a new lead.
///
/// @param source `form` or `api`
@EventName("leads.lead-created")
public record LeadCreated(
    UUID eventId, UUID workspaceId, Instant occurredAt, UUID leadId, String source)
    implements Event {}
