package io.tributary.leads.domain;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A person or company in a workspace's pipeline.
///
/// @param email normalised
/// @param ownerId the member who looks after it; null if nobody does
/// @param fields the custom fields' values by key
/// @param formId the form that made it; null if it was made by hand
/// @param version 1 at first, one more with each change
public record Lead(
    UUID workspaceId,
    UUID id,
    @Nullable String email,
    @Nullable String name,
    @Nullable String company,
    @Nullable String phone,
    String stage,
    @Nullable UUID ownerId,
    Map<String, Object> fields,
    LeadSource source,
    @Nullable UUID formId,
    Instant createdAt,
    Instant updatedAt,
    int version) {

  /// One that nobody knows anything about yet.
  public static Lead blank(UUID workspaceId, UUID id, String stage, Instant now) {
    return new Lead(
        workspaceId,
        id,
        null,
        null,
        null,
        null,
        stage,
        null,
        Map.of(),
        LeadSource.API,
        null,
        now,
        now,
        1);
  }

  /// This one in its first version.
  public Lead first() {
    return new Lead(
        workspaceId,
        id,
        email,
        name,
        company,
        phone,
        stage,
        ownerId,
        fields,
        source,
        formId,
        createdAt,
        updatedAt,
        1);
  }
}
