package io.tributary.kernel.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.URLDecoder;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Where the database is, and its owner.
record DatabaseAddress(String host, int port, String database, Credentials owner, boolean tls) {
  private static final int DEFAULT_PORT = 5432;

  record Credentials(String user, String password) {
    /// A password for another role that every node computes alike from the owner's, so that one
    /// secret suffices.
    Credentials derived(String role) {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(("tributary:" + password).getBytes(UTF_8), "HmacSHA256"));
        return new Credentials(role, HexFormat.of().formatHex(mac.doFinal(role.getBytes(UTF_8))));
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("HmacSHA256 is part of every JDK", e);
      }
    }

    @Override
    public String toString() {
      return user;
    }
  }

  /// @throws IllegalArgumentException if `url` is not
  ///     `postgresql://user[:password]@host[:port]/database[?sslmode=…]`
  static DatabaseAddress parse(String url) {
    var uri = URI.create(url.replaceFirst("^(jdbc|r2dbc):", ""));
    var scheme = uri.getScheme();
    if (scheme == null
        || !scheme.toLowerCase(Locale.ROOT).startsWith("postgres")
        || uri.getHost() == null) {
      throw new IllegalArgumentException(
          "tributary.database.url must be postgresql://user:password@host:port/database");
    }
    var query = uri.getQuery() == null ? "" : uri.getQuery();
    return new DatabaseAddress(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        uri.getPath().substring(1),
        owner(uri.getRawUserInfo() == null ? "postgres" : uri.getRawUserInfo()),
        query.contains("sslmode=require") || query.contains("sslmode=verify"));
  }

  private static Credentials owner(String userInfo) {
    var colon = userInfo.indexOf(':');
    return colon < 0
        ? new Credentials(decoded(userInfo), "")
        : new Credentials(
            decoded(userInfo.substring(0, colon)), decoded(userInfo.substring(colon + 1)));
  }

  private static String decoded(String part) {
    return URLDecoder.decode(part, UTF_8);
  }

  String jdbcUrl() {
    return "jdbc:postgresql://%s:%d/%s%s"
        .formatted(host, port, database, tls ? "?sslmode=require" : "");
  }
}
