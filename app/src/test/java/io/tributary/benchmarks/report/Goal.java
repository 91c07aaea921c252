package io.tributary.benchmarks.report;

import java.util.Locale;

/// What a figure must come to.
///
/// @param ofRatio whether it is about the ratio to the limit rather than the value
public record Goal(boolean ofRatio, boolean atLeast, double bound) {

  public static Goal ratioAtLeast(double bound) {
    return new Goal(true, true, bound);
  }

  public static Goal ratioBelow(double bound) {
    return new Goal(true, false, bound);
  }

  public static Goal atLeast(double bound) {
    return new Goal(false, true, bound);
  }

  public static Goal below(double bound) {
    return new Goal(false, false, bound);
  }

  boolean isMet(Figure figure) {
    var ratio = figure.ratio();
    if (ofRatio && ratio == null) {
      return false;
    }
    double reached = ofRatio && ratio != null ? ratio : figure.value();
    return atLeast ? reached >= bound : reached < bound;
  }

  @Override
  public String toString() {
    var number = bound == Math.rint(bound) ? "%,.0f" : "%.1f";
    return (atLeast ? "≥ " : "< ")
        + String.format(Locale.ROOT, number, bound)
        + (ofRatio ? " x limit" : "");
  }
}
