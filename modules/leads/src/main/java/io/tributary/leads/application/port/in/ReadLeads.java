package io.tributary.leads.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.leads.domain.Activity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows leads.
public interface ReadLeads {
  /// What `Changes` calls leads.
  String TOPIC = "leads";

  /// Newest first. Signals `InvalidInput` with every fault of `filter`.
  Mono<Page<StoredLead>> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /// Signals `NotFound`, for a deleted lead too.
  Mono<StoredLead> get(WorkspaceId workspace, UUID leadId);

  /// What happened to a lead, latest first. Signals `NotFound` if there is no such lead.
  Mono<Page<Activity>> activities(WorkspaceId workspace, UUID leadId, PageRequest page);

  /// As it was asked for, unchecked; both together mean leads that meet both.
  ///
  /// @param stage the key of a stage of the workspace; null for all
  /// @param ownerId a UUID, of which there need not be a member; null for all
  record Filter(@Nullable String stage, @Nullable String ownerId) {}

  /// A lead as it is stored, to be shown and not to be changed: its custom fields' values, of which
  /// there are many and nothing is asked here, stay the text that they are in the database.
  ///
  /// @param email normalised
  /// @param ownerId the member who looks after it; null if nobody does
  /// @param fields a JSON object: the custom fields' values by key
  /// @param source the key of a `LeadSource`
  /// @param formId the form that made it; null if it was made by hand
  record StoredLead(
      UUID id,
      @Nullable String email,
      @Nullable String name,
      @Nullable String company,
      @Nullable String phone,
      String stage,
      @Nullable UUID ownerId,
      String fields,
      String source,
      @Nullable UUID formId,
      Instant createdAt,
      Instant updatedAt,
      int version) {}
}
