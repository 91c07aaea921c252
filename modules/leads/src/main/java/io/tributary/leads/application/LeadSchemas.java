package io.tributary.leads.application;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.changes.Changes;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.FieldPlan;
import io.tributary.leads.domain.FormField;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadSchema;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Schemas that know every field of some forms.
@Component
final class LeadSchemas {
  private static final Duration LIFETIME = Duration.ofSeconds(30);
  private static final int MAX_KNOWN = 10_000;

  private final SchemaStore store;
  private final IdGenerator ids;
  private final Clock clock;
  private final Changes changes;

  /// By the state of their workspaces.
  private final Cache<Object, LeadSchema> known =
      Caffeine.newBuilder().expireAfterWrite(LIFETIME).maximumSize(MAX_KNOWN).build();

  LeadSchemas(SchemaStore store, IdGenerator ids, Clock clock, Changes changes) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
    this.changes = changes;
  }

  /// The schemas of these workspaces, extended by what `wanted` lacks. A response can be here
  /// before its form's publication is, so whoever captures extends them too; mostly there is
  /// nothing to do, nothing is locked, and nothing is read that was read a moment ago.
  Mono<Map<UUID, LeadSchema>> covering(Map<UUID, List<FormField>> wanted) {
    return knownOrLoaded(wanted.keySet())
        .flatMap(
            schemas -> {
              var lacking = new HashMap<>(wanted);
              lacking.keySet().removeIf(id -> plan(id, schemas, wanted).isEmpty());
              return lacking.isEmpty() ? Mono.just(schemas) : extended(schemas, lacking);
            });
  }

  private Mono<Map<UUID, LeadSchema>> knownOrLoaded(Set<UUID> workspaces) {
    return Mono.defer(
        () -> {
          var states = new HashMap<UUID, Object>();
          var schemas = new HashMap<UUID, LeadSchema>();
          for (var id : workspaces) {
            var state = changes.stateOf(SchemaStore.TOPIC, new WorkspaceId(id));
            var schema = known.getIfPresent(state);
            states.put(id, state);
            if (schema != null) {
              schemas.put(id, schema);
            }
          }
          return schemas.size() == workspaces.size()
              ? Mono.just(schemas)
              : store
                  .load(workspaces)
                  .doOnNext(
                      loaded ->
                          loaded.forEach(
                              (id, schema) ->
                                  known.put(Objects.requireNonNull(states.get(id)), schema)));
        });
  }

  /// Plans again under the lock: somebody else may have added the same fields meanwhile.
  private Mono<Map<UUID, LeadSchema>> extended(
      Map<UUID, LeadSchema> before, Map<UUID, List<FormField>> lacking) {
    return store
        .lockBudgets(lacking.keySet())
        .then(store.load(lacking.keySet()))
        .flatMap(locked -> written(before, locked, lacking));
  }

  private Mono<Map<UUID, LeadSchema>> written(
      Map<UUID, LeadSchema> before,
      Map<UUID, LeadSchema> locked,
      Map<UUID, List<FormField>> lacking) {
    var added = new ArrayList<LeadField>();
    var widened = new ArrayList<LeadField>();
    var schemas = new HashMap<>(before);
    for (var workspace : lacking.keySet()) {
      var plan = plan(workspace, locked, lacking);
      added.addAll(plan.added());
      widened.addAll(plan.widened());
      schemas.put(workspace, schemaOf(workspace, locked).with(plan.added()).with(plan.widened()));
    }
    return store.insert(added).then(store.widen(widened)).thenReturn(schemas);
  }

  private FieldPlan plan(
      UUID workspace, Map<UUID, LeadSchema> schemas, Map<UUID, List<FormField>> wanted) {
    return FieldPlan.of(
        workspace,
        schemaOf(workspace, schemas).fields(),
        wanted.getOrDefault(workspace, List.of()),
        ids::next,
        clock.instant());
  }

  private static LeadSchema schemaOf(UUID workspace, Map<UUID, LeadSchema> schemas) {
    return schemas.getOrDefault(workspace, LeadSchema.empty());
  }
}
