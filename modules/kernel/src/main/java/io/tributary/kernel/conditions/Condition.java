package io.tributary.kernel.conditions;

import java.util.Map;

/// A compiled condition. It reads values and nothing else; immutable, and safe for many threads.
@FunctionalInterface
public interface Condition {
  /// Never fails. In the structured form, a missing field or one of another type makes a comparison
  /// false. An expression is false as a whole if it cannot be evaluated (it reads what is not
  /// there, meets a value of another type, or reaches a limit) or if its value is not true or
  /// false; `not` around it then holds.
  boolean test(Map<String, ?> values);
}
