package io.tributary.forms;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// One accepted submission as it was validated and stored.
///
/// @param formVersion the version that it was validated against
/// @param data the visible fields' values by key
/// @param hidden the hidden fields' values by key
/// @param metadata what the front end said about the visit
public record AcceptedResponse(
    UUID workspaceId,
    UUID responseId,
    UUID formId,
    int formVersion,
    Map<String, Object> data,
    Map<String, Object> hidden,
    Map<String, Object> metadata,
    Instant submittedAt) {}
