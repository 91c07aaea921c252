package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.conditions.ExpressionFailed;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a variable is set to.
///
/// @param reads the names of the variables that it reads, as far as its texts tell
record Variable(String name, Source source, Set<String> reads) {
  @FunctionalInterface
  interface Source {
    /// @throws ExpressionFailed if an expression has no value
    /// @throws InvalidInput if a template cannot be rendered
    @Nullable Object value(Map<String, Object> values);
  }
}
