package io.tributary.workspaces.domain;

import io.tributary.kernel.WorkspaceId;
import java.time.Instant;

/// The tenant.
public record Workspace(WorkspaceId id, String name, String timeZone, Instant createdAt) {}
