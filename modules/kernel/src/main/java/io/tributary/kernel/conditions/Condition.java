package io.tributary.kernel.conditions;

import java.util.Map;

/// A compiled condition. It reads values and nothing else; immutable, and safe for many threads.
@FunctionalInterface
public interface Condition {
  /// Never fails: a missing field or one of another type makes a comparison false.
  boolean test(Map<String, ?> values);
}
