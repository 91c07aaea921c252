package io.tributary.workflows.events;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.time.Instant;
import java.util.UUID;

/// An execution ended for which another one waits.
///
/// @param executionId the one that ended
/// @param parentId the one that waits
/// @param parentStep the visit at which it waits
@EventName("workflows.sub-workflow-ended")
public record SubWorkflowEnded(
    UUID eventId,
    UUID workspaceId,
    Instant occurredAt,
    UUID executionId,
    UUID parentId,
    UUID parentStep)
    implements Event {}
