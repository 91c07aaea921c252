package io.tributary.leads.application;

import io.tributary.kernel.IdGenerator;
import io.tributary.leads.application.port.out.SchemaStore;
import io.tributary.leads.domain.FieldPlan;
import io.tributary.leads.domain.FormField;
import io.tributary.leads.domain.LeadField;
import io.tributary.leads.domain.LeadSchema;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Schemas that know every field of some forms.
@Component
final class LeadSchemas {
  private final SchemaStore store;
  private final IdGenerator ids;
  private final Clock clock;

  LeadSchemas(SchemaStore store, IdGenerator ids, Clock clock) {
    this.store = store;
    this.ids = ids;
    this.clock = clock;
  }

  /// The schemas of these workspaces, extended by what `wanted` lacks. A response can be here
  /// before its form's publication is, so whoever captures extends them too; mostly there is
  /// nothing to do and nothing is locked.
  Mono<Map<UUID, LeadSchema>> covering(Map<UUID, List<FormField>> wanted) {
    return store
        .load(wanted.keySet())
        .flatMap(
            schemas -> {
              var lacking = new HashMap<>(wanted);
              lacking.keySet().removeIf(id -> plan(id, schemas, wanted).isEmpty());
              return lacking.isEmpty() ? Mono.just(schemas) : extended(schemas, lacking);
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
