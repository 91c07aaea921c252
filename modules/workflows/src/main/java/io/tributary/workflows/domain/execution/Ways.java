package io.tributary.workflows.domain.execution;

import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which edges an execution takes.
public final class Ways {
  /// The handle of a failed node's edge.
  public static final String ERROR = "error";

  /// The handle by which a loop's items go.
  public static final String EACH = "each";

  private static final String MODE = "mode";
  private static final String ALL = "ALL";

  private Ways() {}

  /// @param handle null for the usual way out
  /// @return in the definition's order; empty where the path ends
  public static List<CompiledEdge> onward(
      CompiledNode from, @Nullable String handle, Map<String, ?> values) {
    if (handle != null) {
      return from.edgesFrom(handle);
    }
    return switch (from.exits()) {
      case NONE -> List.of();
      case ONE -> from.edgesFrom(null).stream().limit(1).toList();
      case ALL -> from.edgesFrom(null);
      case CONDITIONS -> matching(from, values);
    };
  }

  /// The first edge whose condition holds, or all of these; where none does, the one without a
  /// condition.
  private static List<CompiledEdge> matching(CompiledNode from, Map<String, ?> values) {
    var edges = from.edgesFrom(null);
    var holding =
        edges.stream()
            .filter(edge -> edge.condition() != null && edge.condition().test(values))
            .limit(ALL.equals(from.config().get(MODE)) ? edges.size() : 1)
            .toList();
    return holding.isEmpty()
        ? edges.stream().filter(edge -> edge.condition() == null).limit(1).toList()
        : holding;
  }

  /// The way out after the last attempt failed; empty if the failure is not handled there.
  public static Optional<CompiledEdge> afterFailure(CompiledNode from) {
    return from.edgesFrom(ERROR).stream().findFirst();
  }
}
