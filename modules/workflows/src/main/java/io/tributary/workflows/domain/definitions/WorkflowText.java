package io.tributary.workflows.domain.definitions;

import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// What people call a workflow.
///
/// @param name 1 to 200 characters, not only blanks
/// @param description at most 2,000 characters
public record WorkflowText(String name, String description) {
  private static final int MAX_NAME = 200;
  private static final int MAX_DESCRIPTION = 2_000;

  public static WorkflowText checked(
      @Nullable String name, @Nullable String description, Faults at) {
    var text =
        new WorkflowText(
            name == null ? "" : name.strip(), description == null ? "" : description.strip());
    if (at.at("name").require(!text.name.isEmpty(), "required", "is missing")) {
      limit(text.name, MAX_NAME, at.at("name"));
    }
    limit(text.description, MAX_DESCRIPTION, at.at("description"));
    return text;
  }

  private static void limit(String text, int max, Faults at) {
    at.require(
        text.codePointCount(0, text.length()) <= max,
        "too-long",
        "must be at most " + max + " characters");
    at.require(text.indexOf(0) < 0, "invalid-character", "must not contain the character U+0000");
  }
}
