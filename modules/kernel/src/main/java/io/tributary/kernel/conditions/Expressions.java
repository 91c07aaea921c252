package io.tributary.kernel.conditions;

import io.tributary.kernel.problems.Faults;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Compiles expressions in CEL, the Common Expression Language.
///
/// **What they see.** The roots in `ROOTS`, all of any type. A root that is absent or null is an
/// empty object. Values are what JSON became; every whole number of 64 bits is an `int`, every
/// other number a `double`; ids, enum constants and times are texts; what is none of these is null.
/// Numbers compare with each other whatever their type, but do not mix in arithmetic:
/// `double(lead.fields.budget) * 1.2`. Reading a field that is not there fails: `has(lead.email)`
/// asks whether it is there, null included; `timestamp(lead.createdAt)` makes a text a time.
///
/// **What they do.** CEL's standard operators, functions and macros (`has`, `all`, `exists`,
/// `exists_one`, `map`, `filter`), and for texts `lowerAscii`, `upperAscii`, `split`, `join`,
/// `replace`, `trim`, `substring`, `indexOf`. Regular expressions are RE2's. There are no bytes, no
/// clock and no chance: the same values give the same result. Nothing reaches Java, files or the
/// network.
///
/// **What they may cost.** `MAX_CHARS` of source and `MAX_NESTING` levels; per evaluation
/// `MAX_ITERATIONS` steps of macros, nested ones multiplied, and `MAX_WORK` characters, elements
/// and steps of pattern matching; no text, list or object that they make is larger than `MAX_SIZE`.
public final class Expressions {
  /// The names an expression may begin with.
  public static final List<String> ROOTS =
      List.of(
          "lead",
          "response",
          "variables",
          "steps",
          "execution",
          "event",
          "loop",
          "form",
          "data",
          "hidden",
          "metadata");

  /// In code points.
  public static final int MAX_CHARS = 2_000;

  public static final int MAX_NESTING = 50;
  public static final int MAX_ITERATIONS = 1_000;

  /// Characters and elements, those of inner values included.
  public static final int MAX_SIZE = 500_000;

  public static final int MAX_WORK = 1_000_000;

  private Expressions() {}

  /// @param at gets every fault, with code `invalid-expression` and line and column in its message,
  ///     or `too-long`
  /// @return null if there is any fault
  public static @Nullable Expression compile(String source, Faults at) {
    return CelExpression.compile(source, at);
  }
}
