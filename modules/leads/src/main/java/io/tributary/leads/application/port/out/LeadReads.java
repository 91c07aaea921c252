package io.tributary.leads.application.port.out;

import io.tributary.leads.LeadRef;
import io.tributary.leads.application.port.in.ReadLeads.StoredLead;
import io.tributary.leads.domain.Lead;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads leads. What is read of one workspace is a single `ScopedSelect`.
public interface LeadReads {

  /// Newest first.
  ///
  /// @param after where the page before ended; null for the first page
  Mono<List<StoredLead>> list(
      UUID workspaceId, Selection selection, @Nullable Position after, int rows);

  /// Live ones of a workspace, by id.
  Mono<Map<UUID, StoredLead>> find(UUID workspaceId, List<UUID> leadIds);

  /// Live ones, in no particular order.
  Mono<List<Lead>> find(List<LeadRef> refs);

  /// @param stage null for all
  /// @param ownerId null for all
  record Selection(@Nullable String stage, @Nullable UUID ownerId) {
    public static final Selection ALL = new Selection(null, null);
  }

  record Position(Instant createdAt, UUID id) {}
}
