package io.tributary.leads;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A lead as other modules see it.
///
/// @param email normalised; null if it is not known
/// @param stage the key of the stage where it stands
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
    Map<String, Object> fields,
    Instant createdAt,
    int version) {}
