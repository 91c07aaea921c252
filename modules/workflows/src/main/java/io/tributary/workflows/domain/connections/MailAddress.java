package io.tributary.workflows.domain.connections;

import java.util.regex.Pattern;

/// Which texts are one mail address and nothing else.
public final class MailAddress {
  public static final int MAX_CHARS = 254;
  // what has a meaning in a header beside the address itself is not let through
  private static final Pattern SHAPE =
      Pattern.compile(
          "[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+@[^\\s\\p{Cntrl}@,;:<>()\\[\\]\\\\\"]+");

  private MailAddress() {}

  public static boolean isOne(String text) {
    return text.length() <= MAX_CHARS && SHAPE.matcher(text).matches();
  }
}
