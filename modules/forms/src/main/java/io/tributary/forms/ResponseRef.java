package io.tributary.forms;

import java.util.UUID;

/// Names a response.
public record ResponseRef(UUID workspaceId, UUID responseId) {}
