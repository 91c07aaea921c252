package io.tributary.workflows.domain.connections;

import io.tributary.kernel.problems.Faults;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The only host that a credential is sent to.
///
/// @param name in lower case; an IPv6 address in brackets
/// @param port -1 for the usual one of the scheme: 443, or 80 without TLS
public record BoundHost(String name, int port) {
  private static final int MAX_CHARS = 255;
  private static final int MAX_PORT = 65_535;
  private static final int TLS_PORT = 443;
  private static final int PLAIN_PORT = 80;

  /// @param text such as `api.example.org` or `api.example.org:8443`
  public static BoundHost checked(@Nullable String text, Faults at) {
    if (text == null || text.isBlank()) {
      at.add("required", "is missing");
      return new BoundHost("", -1);
    }
    var host = read(text.strip());
    at.require(host != null, "not-a-host", "must be a host, such as api.example.org, or host:port");
    return host == null ? new BoundHost("", -1) : host;
  }

  /// As it was stored by `toString`.
  ///
  /// @throws IllegalArgumentException if it is none
  public static BoundHost of(String text) {
    var host = read(text);
    if (host == null) {
      throw new IllegalArgumentException("not a host");
    }
    return host;
  }

  private static @Nullable BoundHost read(String text) {
    if (text.length() > MAX_CHARS) {
      return null;
    }
    try {
      var uri = new URI("https://" + text);
      var host = uri.getHost();
      var plain = host != null && text.equals(uri.getRawAuthority()) && uri.getUserInfo() == null;
      return plain && uri.getPort() <= MAX_PORT && uri.getPort() != 0 && !text.endsWith(":")
          ? new BoundHost(host.toLowerCase(Locale.ROOT), uri.getPort())
          : null;
    } catch (URISyntaxException notOne) {
      return null;
    }
  }

  /// Whether this URL leads there.
  public boolean isTargetOf(URI url) {
    var host = url.getHost();
    return host != null
        && host.equalsIgnoreCase(name)
        && portOf(url, url.getPort()) == portOf(url, port);
  }

  private static int portOf(URI url, int port) {
    if (port >= 0) {
      return port;
    }
    return "https".equalsIgnoreCase(url.getScheme()) ? TLS_PORT : PLAIN_PORT;
  }

  @Override
  public String toString() {
    return port < 0 ? name : name + ":" + port;
  }
}
