package io.tributary.forms.domain;

import java.util.regex.Pattern;

/// A field's name in payloads: 1 to 63 characters, `[a-z][a-z0-9_]*`.
public record FieldKey(String value) {
  private static final Pattern SHAPE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /// @throws IllegalArgumentException if `value` breaks the shape; ask `isWellFormed` first
  public FieldKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a field key: " + value);
    }
  }

  public static boolean isWellFormed(String value) {
    return SHAPE.matcher(value).matches();
  }

  @Override
  public String toString() {
    return value;
  }
}
