package io.tributary.kernel.outbox;

import java.time.Instant;
import java.util.UUID;

/// An event that a listener could not handle in any of its attempts.
///
/// @param payload the event as JSON
/// @param error what the last attempt failed with
public record DeadLetter(
    UUID id,
    UUID workspaceId,
    String listener,
    String eventType,
    String payload,
    int attempts,
    String error,
    Instant createdAt,
    Instant diedAt) {}
