package io.tributary.workflows.application.port.out;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.Exits;
import java.util.Map;
import java.util.Set;

/// Which node types there are, for whoever checks a definition.
public interface NodeCatalog {
  Set<String> types();

  boolean isTrigger(String type);

  Exits exits(String type);

  /// The `sourceHandle`s that edges may leave a node of this type by, besides none: `error` for
  /// actions.
  Set<String> handles(String type);

  /// Adds every fault of `config`; `at` points at it.
  void check(String type, Map<String, Object> config, Faults at);

  /// JSON Schema (2020-12) of the type's `config`.
  Map<String, Object> configSchema(String type);
}
