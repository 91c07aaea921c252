package io.tributary.workflows.adapter.in.web.executions;

import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// Reads which version of a workflow is meant.
final class VersionChoice {
  private static final String CURRENT = "CURRENT";

  private VersionChoice() {}

  /// @return null for the current one
  static @Nullable Integer read(@Nullable Object version, Faults faults) {
    if (version instanceof Integer number && number > 0) {
      return number;
    }
    faults
        .at("version")
        .require(
            CURRENT.equals(version),
            version == null ? "required" : "invalid",
            "must be a published version's number, or CURRENT");
    return null;
  }
}
