package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.Exits;
import java.util.Map;
import java.util.Set;

/// What the rules need to know about the types of nodes.
public interface NodeTypes {
  boolean isKnown(String type);

  boolean isTrigger(String type);

  Exits exits(String type);

  /// The `sourceHandle`s that edges may leave by, besides none.
  Set<String> handles(String type);

  /// Adds every fault of `config`; `at` points at it.
  void check(String type, Map<String, Object> config, Faults at);
}
