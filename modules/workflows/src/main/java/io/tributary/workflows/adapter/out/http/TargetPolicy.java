package io.tributary.workflows.adapter.out.http;

import io.tributary.workflows.application.port.out.connections.OutboundPolicy;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.http.client.InetAddressFilter;

/// Which targets may be called: what a URL says, and later the address that its name stands for.
final class TargetPolicy implements OutboundPolicy {
  private static final Set<Integer> TLS_PORTS = Set.of(443, 8443);
  private static final Set<Integer> PLAIN_PORTS = Set.of(80, 8080);
  private static final Set<Integer> MAIL_PORTS = Set.of(25, 465, 587, 2525);
  private static final int IPV4_BYTES = 4;
  private static final int IPV6_BYTES = 16;
  // 127.1, 2130706433, 0x7f.1, 0177.0.0.1: spellings of addresses that only some resolvers know
  private static final Pattern NUMERIC =
      Pattern.compile("(0[xX][0-9a-fA-F]*|[0-9]+)(\\.(0[xX][0-9a-fA-F]*|[0-9]+))*\\.?");
  private static final Pattern CANONICAL_IPV4 =
      Pattern.compile(
          "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)(\\.(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)){3}");
  // beyond what Boot calls external: addresses that lead to others inside of them, and Azure's host
  private static final InetAddressFilter PUBLIC =
      InetAddressFilter.externalAddresses()
          .andNot(
              "168.63.129.16",
              "192.88.99.0/24",
              "::/96",
              "64:ff9b::/96",
              "64:ff9b:1::/48",
              "2001::/32",
              "2002::/16",
              "fec0::/10");

  private final boolean privateTargets;
  private final boolean plain;

  TargetPolicy(boolean privateTargets, boolean plain) {
    this.privateTargets = privateTargets;
    this.plain = plain;
  }

  @Override
  public Optional<String> refusal(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException notOne) {
      return Optional.of("is not a URL");
    }
    var host = uri.getHost();
    var scheme = uri.getScheme();
    if (host == null || host.isEmpty() || scheme == null) {
      return Optional.of("is not a URL with a host");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must not name a user");
    }
    return refusedScheme(scheme, uri.getPort()).or(() -> refusedHost(host));
  }

  private Optional<String> refusedScheme(String scheme, int port) {
    var tls = scheme.equalsIgnoreCase("https");
    if (!tls && !scheme.equalsIgnoreCase("http")) {
      return Optional.of("must begin with https://");
    }
    if (privateTargets) {
      return Optional.empty();
    }
    if (!tls && !plain) {
      return Optional.of("must begin with https://");
    }
    return port < 0 || (tls ? TLS_PORTS : PLAIN_PORTS).contains(port)
        ? Optional.empty()
        : Optional.of("must not name this port");
  }

  @Override
  public Optional<String> refusalOfMailServer(String host, int port, boolean plain) {
    if (privateTargets) {
      return Optional.empty();
    }
    if (plain && !this.plain) {
      return Optional.of("must be reached by TLS or STARTTLS");
    }
    if (!MAIL_PORTS.contains(port)) {
      return Optional.of("must not be reached by this port");
    }
    return host.startsWith("[") || !host.contains(":") ? refusedHost(host) : refusedLiteral(host);
  }

  private Optional<String> refusedHost(String host) {
    if (host.startsWith("[")) {
      return refusedLiteral(host.substring(1, host.length() - 1));
    }
    if (CANONICAL_IPV4.matcher(host).matches()) {
      return refusedLiteral(host);
    }
    return NUMERIC.matcher(host).matches()
        ? Optional.of("must not name this host")
        : Optional.empty();
  }

  private Optional<String> refusedLiteral(String literal) {
    try {
      // a literal: nothing is looked up
      return allows(InetAddress.ofLiteral(literal))
          ? Optional.empty()
          : Optional.of("must not name a private address");
    } catch (IllegalArgumentException notOne) {
      return Optional.of("must not name this host");
    }
  }

  @Override
  public boolean allows(InetAddress address) {
    if (privateTargets) {
      return true;
    }
    var plainAddress = unwrapped(address);
    return plainAddress != null && PUBLIC.matches(plainAddress);
  }

  /// An IPv4 address that stands inside of an IPv6 one; null if that form has no business here.
  private static @Nullable InetAddress unwrapped(InetAddress address) {
    if (!(address instanceof Inet6Address wide)) {
      return address instanceof Inet4Address ? address : null;
    }
    var bytes = wide.getAddress();
    if (wide.isIPv4CompatibleAddress() || bytes.length != IPV6_BYTES) {
      return null;
    }
    return isMapped(bytes) ? narrow(bytes) : wide;
  }

  private static boolean isMapped(byte[] bytes) {
    for (int i = 0; i < 10; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return bytes[10] == -1 && bytes[11] == -1;
  }

  private static InetAddress narrow(byte[] bytes) {
    try {
      return InetAddress.getByAddress(
          Arrays.copyOfRange(bytes, IPV6_BYTES - IPV4_BYTES, IPV6_BYTES));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }
}
