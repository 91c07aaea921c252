package io.tributary.forms.domain;

import java.util.regex.Pattern;

/// The secret-like name in a form's public address: unguessable, URL-safe, 16 to 64 characters.
public record FormKey(String value) {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{16,64}");

  /// @throws IllegalArgumentException if `value` breaks the shape; ask `isWellFormed` first
  public FormKey {
    if (!isWellFormed(value)) {
      throw new IllegalArgumentException("not a form key: " + value);
    }
  }

  public static boolean isWellFormed(String value) {
    return SHAPE.matcher(value).matches();
  }

  /// Where visitors find the form.
  public String publicPath() {
    return "/f/" + value;
  }

  @Override
  public String toString() {
    return value;
  }
}
