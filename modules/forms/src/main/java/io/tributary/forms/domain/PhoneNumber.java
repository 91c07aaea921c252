package io.tributary.forms.domain;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Phone numbers as people write them: 5 to 15 digits, grouped by blanks, dots, dashes, slashes or
/// brackets, after a `+` or not.
final class PhoneNumber {
  private static final Pattern GROUPING = Pattern.compile("[\\s\\u00a0().\\-/\\u2010-\\u2013]");
  private static final Pattern DIGITS = Pattern.compile("\\+?[0-9]{5,15}");

  private PhoneNumber() {}

  /// @return the digits, after the `+` if there was one; null if it is no phone number
  static @Nullable String normalised(String raw) {
    var digits = GROUPING.matcher(raw).replaceAll("");
    return DIGITS.matcher(digits).matches() ? digits : null;
  }
}
