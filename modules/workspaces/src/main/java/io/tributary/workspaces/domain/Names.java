package io.tributary.workspaces.domain;

import io.tributary.kernel.problems.Faults;
import org.jspecify.annotations.Nullable;

/// What people call things.
final class Names {
  private Names() {}

  /// Stripped; faults if it is missing, longer than `max` characters, or has control characters.
  static String clean(@Nullable String name, int max, Faults faults) {
    var stripped = name == null ? "" : name.strip();
    if (stripped.isEmpty()) {
      faults.add("required", "must not be empty");
    } else if (stripped.codePointCount(0, stripped.length()) > max) {
      faults.add("too-long", "must have at most " + max + " characters");
    } else if (stripped.chars().anyMatch(Character::isISOControl)) {
      faults.add("control-character", "must not contain control characters");
    }
    return stripped;
  }
}
