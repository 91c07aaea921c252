package io.tributary.forms.domain;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// E-mail addresses as people have them: no quoted local parts, no comments, no bare hosts.
/// International ones are taken.
final class EmailAddress {
  private static final int MAX = 254;
  private static final int MAX_LOCAL = 64;
  private static final Pattern LOCAL =
      Pattern.compile("[^\\s\\p{Cntrl}\\p{Z}@\"(),:;<>\\[\\]\\\\.]+");
  private static final Pattern LABEL =
      Pattern.compile("[\\p{L}\\p{N}](?:[\\p{L}\\p{M}\\p{N}-]{0,61}[\\p{L}\\p{M}\\p{N}])?");
  private static final Pattern DIGITS = Pattern.compile("[0-9]+");

  private EmailAddress() {}

  /// @return trimmed, with the domain in lower case; null if it is no address
  static @Nullable String normalised(String raw) {
    var text = raw.strip();
    var at = text.lastIndexOf('@');
    if (text.length() > MAX || at < 1 || at > MAX_LOCAL) {
      return null;
    }
    var local = text.substring(0, at);
    var domain = text.substring(at + 1).toLowerCase(Locale.ROOT);
    return isLocal(local) && isDomain(domain) ? local + "@" + domain : null;
  }

  private static boolean isLocal(String local) {
    for (var atom : local.split("\\.", -1)) {
      if (!LOCAL.matcher(atom).matches()) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDomain(String domain) {
    var labels = domain.split("\\.", -1);
    for (var label : labels) {
      if (!LABEL.matcher(label).matches()) {
        return false;
      }
    }
    var top = labels[labels.length - 1];
    return labels.length >= 2 && top.length() >= 2 && !DIGITS.matcher(top).matches();
  }
}
