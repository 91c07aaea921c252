package io.tributary.leads.application.port.out;

import io.tributary.leads.domain.FieldBudget;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadSchema;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Reads and writes lead fields and stages.
public interface SchemaStore {
  /// What `Changes` calls fields and stages.
  String TOPIC = "lead-schema";

  /// @return one for each workspace, by two statements
  Mono<Map<UUID, LeadSchema>> load(Collection<UUID> workspaces);

  default Mono<LeadSchema> load(UUID workspace) {
    return load(List.of(workspace)).map(all -> all.getOrDefault(workspace, LeadSchema.empty()));
  }

  /// Lets nobody else add fields to these workspaces until the transaction ends.
  ///
  /// @return one for each workspace
  Mono<Map<UUID, FieldBudget>> lockBudgets(Collection<UUID> workspaces);

  /// Stores new fields under a locked budget, passing over keys that are there.
  ///
  /// @return how many were stored
  Mono<Long> insert(List<LeadField> fields);

  /// Writes the options of existing fields.
  Mono<Void> widen(List<LeadField> fields);

  /// Oldest first.
  ///
  /// @param after the last id of the page before; null for the first page
  Mono<List<LeadField>> list(UUID workspaceId, @Nullable UUID after, int rows);
}
