package io.tributary.workspaces.domain;

import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An API key as it is kept; its secret is not.
///
/// @param hint the secret's last four characters
/// @param createdBy the actor, such as `system` or `api-key:…`
/// @param lastUsedAt to within a minute; null if never
public record ApiKey(
    WorkspaceId workspace,
    UUID id,
    String name,
    String hint,
    Set<String> permissions,
    Instant createdAt,
    String createdBy,
    @Nullable Instant lastUsedAt,
    @Nullable Instant revokedAt) {}
