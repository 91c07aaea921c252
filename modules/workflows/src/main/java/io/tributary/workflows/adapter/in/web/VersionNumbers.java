package io.tributary.workflows.adapter.in.web;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads which version of a workflow somebody asks for.
final class VersionNumbers {
  static final String DRAFT = "draft";

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private VersionNumbers() {}

  /// @param parameter where it stands, such as `?to`
  /// @return null for the draft
  /// @throws InvalidInput if it is neither a number nor `draft`
  static @Nullable Integer parse(String text, String parameter) {
    if (text.equals(DRAFT)) {
      return null;
    }
    if (!NUMBER.matcher(text).matches()) {
      throw InvalidInput.of(parameter, "not-a-version", "must be a version's number or 'draft'");
    }
    return Integer.valueOf(text);
  }
}
