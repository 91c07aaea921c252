package io.tributary.leads.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/// Somebody changed a lead, by hand or by a workflow. What a form response merges into a lead is
/// told by `LeadCaptured` instead.
///
/// @param version the lead's version after the change
/// @param changed what changed: `email`, `name`, `company`, `phone`, `stage`, `ownerId`,
///     `fields.<key>`
@EventName("leads.lead-changed")
public record LeadChanged(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID leadId,
    int version,
    List<String> changed)
    implements Event {}
