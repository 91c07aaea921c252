package io.tributary.workflows.domain.connections;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// Names of HTTP headers that a workspace may set.
public final class HeaderNames {
  public static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}");
  // ours, or the connection's
  private static final Set<String> RESERVED =
      Set.of(
          "host",
          "content-length",
          "transfer-encoding",
          "connection",
          "upgrade",
          "te",
          "trailer",
          "expect",
          "keep-alive",
          "proxy-authorization",
          "proxy-connection",
          "webhook-id",
          "webhook-timestamp",
          "webhook-signature");

  private HeaderNames() {}

  public static boolean isReserved(String name) {
    return RESERVED.contains(name.toLowerCase(Locale.ROOT));
  }
}
