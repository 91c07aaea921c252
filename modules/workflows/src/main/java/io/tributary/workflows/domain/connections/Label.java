package io.tributary.workflows.domain.connections;

import io.tributary.kernel.problems.Faults;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What nodes and people call a thing.
///
/// @param key what nodes name it by, unique in its workspace: 1 to 63 of `a-z`, `0-9`, `_` and `-`,
///     the first a letter or digit
/// @param name for people, 1 to 200 characters, not only blanks
public record Label(String key, String name) {
  public static final int MAX_KEY = 63;
  public static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,62}");
  private static final int MAX_NAME = 200;

  /// @param name null for the key
  public static Label checked(@Nullable String key, @Nullable String name, Faults at) {
    var checkedKey = key == null ? "" : key;
    if (at.at("key").require(key != null, "required", "is missing")) {
      at.at("key")
          .require(
              KEY.matcher(checkedKey).matches(),
              "not-a-key",
              "must be 1 to " + MAX_KEY + " of a-z, 0-9, _ and -, the first a letter or digit");
    }
    return new Label(checkedKey, name == null ? checkedKey : checkedName(name, at));
  }

  /// With another name; null for the key.
  public Label named(@Nullable String other, Faults at) {
    return new Label(key, other == null ? key : checkedName(other, at));
  }

  private static String checkedName(String name, Faults at) {
    var text = name.strip();
    var here = at.at("name");
    here.require(!text.isEmpty(), "required", "must not be blank");
    here.require(
        text.codePointCount(0, text.length()) <= MAX_NAME,
        "too-long",
        "must be at most " + MAX_NAME + " characters");
    here.require(
        text.chars().noneMatch(Character::isISOControl),
        "invalid-character",
        "must not contain control characters");
    return text;
  }
}
