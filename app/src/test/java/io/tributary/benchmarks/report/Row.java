package io.tributary.benchmarks.report;

import org.jspecify.annotations.Nullable;

/// One line of the page, before it is measured.
///
/// @param name of its samples, and in the JSON
/// @param what is measured, in words
/// @param limit the name of the row that this one is held against
public record Row(
    String name, String what, String unit, @Nullable String limit, @Nullable Goal goal) {

  public static Row of(String name, String what, String unit) {
    return new Row(name, what, unit, null, null);
  }

  public Row against(String row) {
    return new Row(name, what, unit, row, goal);
  }

  public Row must(Goal bound) {
    return new Row(name, what, unit, limit, bound);
  }
}
