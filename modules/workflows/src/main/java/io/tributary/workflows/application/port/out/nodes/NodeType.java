package io.tributary.workflows.application.port.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.Exits;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What nodes of one type do. A bean of this type is known to editors and engine by being there.
public interface NodeType {
  /// Such as `ACTION_SEND_EMAIL`.
  String name();

  default boolean trigger() {
    return false;
  }

  /// How it is left by edges without a handle.
  default Exits exits() {
    return Exits.ONE;
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

  /// Goes on after the time that it asked to wait for, or since a signal arrived; `Visit.memory`
  /// and
  /// `Visit.signals` tell. It may be called early and without a signal, and then waits on.
  default Step resume(Visit visit) {
    return run(visit);
  }

  /// What an item leaves behind, asked at its end if this is a loop that collects.
  default @Nullable Object collect(Visit visit) {
    return null;
  }
}
