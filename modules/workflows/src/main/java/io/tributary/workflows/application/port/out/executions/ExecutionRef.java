package io.tributary.workflows.application.port.out.executions;

import java.util.UUID;

public record ExecutionRef(UUID workspaceId, UUID id) {}
