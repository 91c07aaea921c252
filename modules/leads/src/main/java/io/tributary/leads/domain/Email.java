package io.tributary.leads.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An e-mail address in the one spelling by which leads are told apart: trimmed, NFC, lower case
/// throughout.
///
/// RFC 5321 lets a server tell `Ada@` from `ada@`; none that matters does, while people write their
/// address either way. So the part before the `@` is lowered too.
///
/// @param value at most 254 characters, one `@` with something on both sides, no white space and no
///     control characters
public record Email(String value) {
  public static final int MAX_CHARS = 254;
  private static final Pattern SHAPE =
      Pattern.compile("[^\\s@\\p{C}\\p{Z}]+@[^\\s@\\p{C}\\p{Z}]+", Pattern.UNICODE_CHARACTER_CLASS);

  /// Null if `raw` is no e-mail address.
  public static @Nullable Email of(String raw) {
    var composed = Normalizer.normalize(raw.strip(), Form.NFC).toLowerCase(Locale.ROOT);
    // lowering may take a character apart, as it does with the dotted capital I
    var value = Normalizer.normalize(composed, Form.NFC);
    return value.length() <= MAX_CHARS && SHAPE.matcher(value).matches() ? new Email(value) : null;
  }
}
