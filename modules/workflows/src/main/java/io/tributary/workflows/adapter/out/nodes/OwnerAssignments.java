package io.tributary.workflows.adapter.out.nodes;

import static java.util.stream.Collectors.joining;

import io.tributary.leads.LeadCommands;
import io.tributary.leads.LeadRef;
import io.tributary.leads.LeadUpdate;
import io.tributary.leads.LeadUpdateResult;
import io.tributary.workflows.adapter.out.nodes.OwnerAssignments.Assignment;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Rotations;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Gives leads owners, a batch at a time: first the leads are locked, so that nobody else gives
/// them one meanwhile, then the turns are taken, so that only leads that get an owner take one.
@Component
final class OwnerAssignments implements DatabaseEffect<Assignment> {
  private static final String OWNER = "ownerId";

  private final LeadCommands leads;
  private final Rotations rotations;

  OwnerAssignments(LeadCommands leads, Rotations rotations) {
    this.leads = leads;
    this.rotations = rotations;
  }

  /// @param owners at least one
  /// @param rotation where the turns are counted; null if the first owner is always meant
  record Assignment(
      UUID workspaceId,
      UUID leadId,
      List<UUID> owners,
      Rotations.@Nullable Key rotation,
      String actor,
      boolean onlyIfUnassigned) {
    LeadUpdate update(Map<String, Object> changes) {
      return new LeadUpdate(workspaceId, leadId, changes, actor);
    }
  }

  @Override
  public Mono<List<EffectResult>> apply(List<Assignment> assignments) {
    // a change of nothing locks the lead and shows it
    return leads
        .update(assignments.stream().map(one -> one.update(Map.of())).toList())
        .flatMap(
            locked -> {
              var wanting = wanting(assignments, locked);
              return rotations
                  .take(turns(assignments, wanting))
                  .map(first -> updates(assignments, wanting, first));
            })
        .flatMap(leads::update)
        .map(done -> done.stream().map(OwnerAssignments::result).toList());
  }

  /// Which of them give their lead an owner.
  private static List<Boolean> wanting(
      List<Assignment> assignments, List<LeadUpdateResult> locked) {
    var wanting = new ArrayList<Boolean>();
    var owned = new HashMap<LeadRef, Boolean>();
    for (int i = 0; i < assignments.size(); i++) {
      var assignment = assignments.get(i);
      var lead = locked.get(i).lead();
      var ref = new LeadRef(assignment.workspaceId(), assignment.leadId());
      var wants =
          lead != null
              && !(assignment.onlyIfUnassigned()
                  && owned.getOrDefault(ref, lead.ownerId() != null));
      if (wants) {
        owned.put(ref, true);
      }
      wanting.add(wants);
    }
    return wanting;
  }

  private static Map<Rotations.Key, Integer> turns(
      List<Assignment> assignments, List<Boolean> wanting) {
    var turns = new LinkedHashMap<Rotations.Key, Integer>();
    for (int i = 0; i < assignments.size(); i++) {
      var rotation = assignments.get(i).rotation();
      if (wanting.get(i) && rotation != null) {
        turns.merge(rotation, 1, Integer::sum);
      }
    }
    return turns;
  }

  private static List<LeadUpdate> updates(
      List<Assignment> assignments, List<Boolean> wanting, Map<Rotations.Key, Long> first) {
    var next = new HashMap<>(first);
    var updates = new ArrayList<LeadUpdate>();
    for (int i = 0; i < assignments.size(); i++) {
      var assignment = assignments.get(i);
      updates.add(
          assignment.update(
              wanting.get(i) ? Map.of(OWNER, owner(assignment, next).toString()) : Map.of()));
    }
    return updates;
  }

  private static UUID owner(Assignment assignment, Map<Rotations.Key, Long> next) {
    var owners = assignment.owners();
    var rotation = assignment.rotation();
    if (rotation == null) {
      return owners.getFirst();
    }
    var turn = next.merge(rotation, 1L, Long::sum) - 1;
    return owners.get(Math.floorMod(turn, owners.size()));
  }

  private static EffectResult result(LeadUpdateResult done) {
    var lead = done.lead();
    if (lead == null || !done.faults().isEmpty()) {
      return new EffectResult.Failed(
          new Failure(
              lead == null ? FailureKind.NOT_FOUND : FailureKind.REFUSED_VALUE,
              done.faults().stream()
                  .map(fault -> (fault.pointer() + " " + fault.message()).strip())
                  .collect(joining("; "))));
    }
    var owner = lead.ownerId();
    return new EffectResult.Succeeded(
        owner == null ? Map.of() : Map.of(OWNER, owner.toString()), lead, 0);
  }
}
