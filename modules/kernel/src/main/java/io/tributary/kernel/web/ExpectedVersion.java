package io.tributary.kernel.web;

import io.tributary.kernel.problems.KernelProblem.StaleVersion;
import io.tributary.kernel.problems.KernelProblem.VersionMissing;
import org.jspecify.annotations.Nullable;

/// What a caller believes an entity's version to be. As a parameter of a controller's method it is
/// read from `If-Match`.
///
/// @param value null if the caller said nothing, or `*`
/// @param precondition whether it came as `If-Match`
public record ExpectedVersion(@Nullable Integer value, boolean precondition) {
  public static final ExpectedVersion ANY = new ExpectedVersion(null, false);

  /// A version that came in a body.
  public static ExpectedVersion inBody(@Nullable Integer version) {
    return new ExpectedVersion(version, false);
  }

  /// This one if it says anything, else `other`.
  public ExpectedVersion or(ExpectedVersion other) {
    return value == null && !precondition ? other : this;
  }

  /// @throws VersionMissing if the caller said nothing
  public ExpectedVersion required() {
    if (value == null && !precondition) {
      throw new VersionMissing();
    }
    return this;
  }

  /// @throws StaleVersion if the caller believes something else
  public void check(int current) {
    if (value != null && value != current) {
      throw new StaleVersion(precondition, current);
    }
  }

  /// The `ETag` of a version.
  public static String tagOf(int version) {
    return "\"" + version + "\"";
  }
}
