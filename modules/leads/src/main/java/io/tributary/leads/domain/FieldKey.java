package io.tributary.leads.domain;

import java.util.regex.Pattern;

/// A lead field's name in payloads and templates: 1 to 63 characters, `[a-z][a-z0-9_]*`.
public record FieldKey(String value) {
  public static final String PATTERN = "[a-z][a-z0-9_]{0,62}";
  private static final Pattern SHAPE = Pattern.compile(PATTERN);

  /// @throws IllegalArgumentException if `value` breaks the pattern: ask `isValid` first
  public FieldKey {
    if (!isValid(value)) {
      throw new IllegalArgumentException("a field key must match " + PATTERN);
    }
  }

  public static boolean isValid(String value) {
    return SHAPE.matcher(value).matches();
  }
}
