package io.tributary.workflows.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// Executions of one workflow came on, in one transaction. The numbers add up.
///
/// @param day in UTC
/// @param mailsSent handed over to whoever delivers them
/// @param durationMillis from start to end, summed over those that ended
@EventName("workflows.executions-progressed")
public record ExecutionsProgressed(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID workflowId,
    LocalDate day,
    long started,
    long completed,
    long failed,
    long cancelled,
    long mailsSent,
    long durationMillis)
    implements Event {}
