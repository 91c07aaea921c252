package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import java.util.Map;
import java.util.Set;

/// What the rules need to know about the types of nodes.
public interface NodeTypes {
  /// The only type whose edges carry conditions.
  String BRANCH = "CONTROL_BRANCH";

  boolean isKnown(String type);

  boolean isTrigger(String type);

  /// Whether an execution ends there, so that no edge may leave it.
  boolean isEnd(String type);

  /// The `sourceHandle`s that edges may leave by, besides none.
  Set<String> handles(String type);

  /// Adds every fault of `config`; `at` points at it.
  void check(String type, Map<String, Object> config, Faults at);
}
