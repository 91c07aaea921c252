package io.tributary.workflows.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;

/// What one transaction of the engine did for one workflow: counts to be added to those of `day`.
///
/// @param day in UTC
/// @param durationMillis the sum over the executions that ended
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
