package io.tributary.leads;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lead as other modules see it.
///
/// @param email normalised; null if it is not known
/// @param stage the key of the stage where it stands
/// @param ownerId the member who looks after it; null if nobody does. Any UUID can be given today,
/// so
///     it need not be a member's
/// @param fields the custom fields' values by key: texts, numbers, booleans, lists of texts
/// @param version grows with every change
public record LeadView(
    UUID workspaceId,
    UUID leadId,
    @Nullable String email,
    @Nullable String name,
    @Nullable String company,
    @Nullable String phone,
    String stage,
    @Nullable UUID ownerId,
    Map<String, Object> fields,
    Instant createdAt,
    int version) {}
