package io.tributary.kernel.conditions;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A compiled expression. It reads values and nothing else; immutable, and safe for many threads.
@FunctionalInterface
public interface Expression {
  /// @param values the roots, by name: see `Expressions`
  /// @return what JSON can hold, immutable and in depth: `String`, `Boolean`, `Long` for whole
  ///     numbers of 64 bits, `Double` for all others, `List`, `Map` with texts as keys, null;
  ///     timestamps and durations as ISO 8601 texts (`2026-03-29T01:30:00Z`, `PT1H30M`)
  /// @throws ExpressionFailed if there is no such value: a field that is not there, a value of
  ///     another type, a limit reached, or a result that JSON cannot hold
  @Nullable Object value(Map<String, ?> values);
}
