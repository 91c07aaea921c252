package io.tributary.workflows.domain.execution;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an execution knows; stored as JSON. Immutable.
///
/// @param response the accepted response that started it; null if something else did
/// @param variables by name
/// @param stepOutputs the latest output of each node that was left, by node
public record ExecutionState(
    @Nullable Map<String, Object> response,
    Map<String, Object> variables,
    Map<String, Object> stepOutputs) {
  /// Bytes of the JSON, together with that of its marking; an execution that needs more fails.
  public static final int MAX_BYTES = 256 * 1024;

  // a state that somebody edited may leave them out
  @SuppressWarnings("ConstantValue")
  public ExecutionState {
    variables = variables == null ? Map.of() : variables;
    stepOutputs = stepOutputs == null ? Map.of() : stepOutputs;
  }

  /// Before the first node.
  public static ExecutionState of(
      @Nullable Map<String, Object> response, Map<String, Object> variables) {
    return new ExecutionState(response, variables, Map.of());
  }

  /// Leaves a node with its output.
  public ExecutionState leave(String node, Map<String, Object> output) {
    var outputs = new LinkedHashMap<>(stepOutputs);
    outputs.put(node, output);
    return new ExecutionState(response, variables, outputs);
  }

  /// Sets variables; null clears one.
  public ExecutionState set(Map<String, Object> changes) {
    if (changes.isEmpty()) {
      return this;
    }
    var merged = new LinkedHashMap<>(variables);
    changes.forEach(
        (name, value) -> {
          if (value == null) {
            merged.remove(name);
          } else {
            merged.put(name, value);
          }
        });
    return new ExecutionState(response, merged, stepOutputs);
  }
}
