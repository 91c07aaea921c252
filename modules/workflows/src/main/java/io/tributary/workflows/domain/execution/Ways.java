package io.tributary.workflows.domain.execution;

import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import java.util.Map;
import java.util.Optional;

/// Which edge an execution takes.
public final class Ways {
  /// The handle of a failed node's edge.
  public static final String ERROR = "error";

  private Ways() {}

  /// The first edge whose condition holds, in the definition's order; else the one without a
  /// condition; empty where the
  /// path ends.
  public static Optional<CompiledEdge> onward(CompiledNode from, Map<String, ?> values) {
    CompiledEdge otherwise = null;
    for (var edge : from.edgesFrom(null)) {
      var condition = edge.condition();
      if (condition == null) {
        otherwise = otherwise == null ? edge : otherwise;
      } else if (condition.test(values)) {
        return Optional.of(edge);
      }
    }
    return Optional.ofNullable(otherwise);
  }

  /// The way out after the last attempt failed; empty if the execution fails with the node.
  public static Optional<CompiledEdge> afterFailure(CompiledNode from) {
    return from.edgesFrom(ERROR).stream().findFirst();
  }
}
