package io.tributary.forms;

import java.util.UUID;

/// Names one accepted response.
public record ResponseRef(UUID workspaceId, UUID responseId) {}
