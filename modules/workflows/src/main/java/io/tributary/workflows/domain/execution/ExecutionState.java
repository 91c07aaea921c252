package io.tributary.workflows.domain.execution;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What an execution knows and where it stands; stored as JSON. Immutable.
///
/// @param response the accepted response that started it; null if something else did
/// @param variables by name
/// @param stepOutputs the latest output of each node that was left, by node
/// @param visits how often each node was come to
/// @param position null before the first node
public record ExecutionState(
    @Nullable Map<String, Object> response,
    Map<String, Object> variables,
    Map<String, Object> stepOutputs,
    Map<String, Integer> visits,
    @Nullable Position position) {
  /// Bytes of the JSON; an execution that needs more fails.
  public static final int MAX_BYTES = 256 * 1024;

  /// Before the first node.
  public static ExecutionState of(
      @Nullable Map<String, Object> response, Map<String, Object> variables) {
    return new ExecutionState(response, variables, Map.of(), Map.of(), null);
  }

  /// How many nodes were come to so far.
  public int steps() {
    return visits.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// Comes to a node.
  public ExecutionState enter(String node, UUID stepId, Instant now) {
    var counted = new LinkedHashMap<>(visits);
    var visit = counted.merge(node, 1, Integer::sum);
    return new ExecutionState(
        response, variables, stepOutputs, counted, new Position(node, visit, 1, stepId, now));
  }

  /// Leaves a node with its output.
  public ExecutionState leave(String node, Map<String, Object> output) {
    var outputs = new LinkedHashMap<>(stepOutputs);
    outputs.put(node, output);
    return new ExecutionState(response, variables, outputs, visits, position);
  }

  public ExecutionState at(Position other) {
    return new ExecutionState(response, variables, stepOutputs, visits, other);
  }
}
