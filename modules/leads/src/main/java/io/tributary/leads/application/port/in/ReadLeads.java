package io.tributary.leads.application.port.in;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.leads.domain.Activity;
import io.tributary.leads.domain.Lead;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Shows leads.
public interface ReadLeads {

  /// Newest first. Signals `InvalidInput` with every fault of `filter`.
  Mono<Page<Lead>> list(WorkspaceId workspace, Filter filter, PageRequest page);

  /// Signals `NotFound`, for a deleted lead too.
  Mono<Lead> get(WorkspaceId workspace, UUID leadId);

  /// What happened to a lead, latest first. Signals `NotFound` if there is no such lead.
  Mono<Page<Activity>> activities(WorkspaceId workspace, UUID leadId, PageRequest page);

  /// As it was asked for, unchecked; both together mean leads that meet both.
  ///
  /// @param stage the key of a stage of the workspace; null for all
  /// @param ownerId a UUID, of which there need not be a member; null for all
  record Filter(@Nullable String stage, @Nullable String ownerId) {}
}
