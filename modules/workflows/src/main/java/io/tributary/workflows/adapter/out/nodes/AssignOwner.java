package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Rotations;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Gives the execution's lead an owner: always the same one, or one after the other.
@Component
final class AssignOwner implements NodeType {
  private static final String STRATEGY = "strategy";
  private static final String FIXED = "FIXED";
  private static final List<String> STRATEGIES = List.of(FIXED, "ROUND_ROBIN");
  private static final String OWNERS = "owners";
  private static final String ONLY_IF_UNASSIGNED = "onlyIfUnassigned";
  private static final int MAX_OWNERS = 200;
  private static final Pattern UUID_SHAPE =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private final OwnerAssignments assignments;

  AssignOwner(OwnerAssignments assignments) {
    this.assignments = assignments;
  }

  @Override
  public String name() {
    return "ACTION_ASSIGN_OWNER";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(
        List.of(STRATEGY, OWNERS),
        Map.of(
            STRATEGY,
            Schemas.described(
                Schemas.oneOf(STRATEGIES),
                "FIXED: the one owner. ROUND_ROBIN: each owner in turn, over all executions."),
            OWNERS,
            Map.of(
                "type",
                "array",
                "items",
                Map.of("type", "string", "format", "uuid"),
                "minItems",
                1,
                "maxItems",
                MAX_OWNERS,
                "description",
                "Ids of members; one that is named twice gets two turns."),
            ONLY_IF_UNASSIGNED,
            Schemas.described(
                Map.of("type", "boolean", "default", false),
                "A lead that has an owner keeps it, and takes no turn.")));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    new ConfigCheck(config, at)
        .only(Set.of(STRATEGY, OWNERS, ONLY_IF_UNASSIGNED))
        .oneOf(STRATEGY, STRATEGIES);
    at.at(STRATEGY).require(config.get(STRATEGY) != null, "required", "is required");
    checkOwners(config.get(OWNERS), FIXED.equals(config.get(STRATEGY)), at.at(OWNERS));
    var flag = config.get(ONLY_IF_UNASSIGNED);
    at.at(ONLY_IF_UNASSIGNED)
        .require(flag == null || flag instanceof Boolean, "wrong-type", "must be true or false");
  }

  private static void checkOwners(@Nullable Object owners, boolean fixed, Faults at) {
    if (!(owners instanceof List<?> list)) {
      at.add(owners == null ? "required" : "wrong-type", "must be a list of members' ids");
      return;
    }
    if (fixed) {
      at.require(list.size() == 1, "length", "must be exactly one owner");
    } else {
      at.require(
          !list.isEmpty() && list.size() <= MAX_OWNERS,
          "length",
          "must be 1 to " + MAX_OWNERS + " owners");
    }
    for (int i = 0; i < Math.min(list.size(), MAX_OWNERS); i++) {
      at.at(i)
          .require(
              list.get(i) instanceof String id && UUID_SHAPE.matcher(id).matches(),
              "not-an-id",
              "must be a member's id");
    }
  }

  @Override
  public Step run(Visit visit) {
    var lead = visit.leadId();
    if (lead == null) {
      return new Step.Failed(
          new Failure(FailureKind.NOT_FOUND, "the execution has no lead to give an owner"));
    }
    var config = visit.config();
    var owners =
        config.get(OWNERS) instanceof List<?> list
            ? list.stream().map(id -> UUID.fromString(String.valueOf(id))).toList()
            : List.<UUID>of();
    var key = new Rotations.Key(visit.workspaceId(), workflowOf(visit), visit.node().id());
    return new Step.Change<>(
        assignments,
        new OwnerAssignments.Assignment(
            visit.workspaceId(),
            lead,
            owners,
            FIXED.equals(config.get(STRATEGY)) ? null : key,
            "workflow:" + key.workflowId(),
            Boolean.TRUE.equals(config.get(ONLY_IF_UNASSIGNED))));
  }

  private static UUID workflowOf(Visit visit) {
    if (visit.values().get("execution") instanceof Map<?, ?> execution) {
      return UUID.fromString(String.valueOf(execution.get("workflowId")));
    }
    throw new IllegalStateException("an execution without its workflow");
  }
}
