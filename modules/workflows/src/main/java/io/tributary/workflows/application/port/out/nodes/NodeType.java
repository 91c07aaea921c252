package io.tributary.workflows.application.port.out.nodes;

import io.tributary.kernel.problems.Faults;
import java.util.Map;
import java.util.Set;

/// What nodes of one type do. A bean of this type is known to editors and engine by being there.
public interface NodeType {
  /// Such as `ACTION_SEND_EMAIL`.
  String name();

  default boolean trigger() {
    return false;
  }

  default boolean end() {
    return false;
  }

  /// The handles that edges may leave by, besides none.
  default Set<String> handles() {
    return Set.of();
  }

  /// JSON Schema (2020-12) of `config`.
  Map<String, Object> configSchema();

  /// Adds every fault of `config`; `at` points at it.
  void check(Map<String, Object> config, Faults at);

  /// Decides what to do at a node, without doing it: no input or output, no waiting.
  ///
  /// A `KernelProblem.InvalidInput` fails the node as `INVALID_CONFIG`; any other exception is a
  /// bug and fails it as `INTERNAL`.
  Step run(Visit visit);

  /// Goes on after the time that `run` asked to wait for.
  default Step resume(Visit visit) {
    return run(visit);
  }
}
