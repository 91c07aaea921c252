package io.tributary.workflows.domain.connections;

import io.tributary.kernel.problems.Faults;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A workspace's own mail server, but for its password.
///
/// @param host in lower case, at most 253 characters
/// @param port 1 to 65535
/// @param username null to send without logging in
/// @param sender the address that mails come from
public record SmtpSettings(
    String host, int port, SmtpSecurity security, @Nullable String username, String sender) {
  private static final int MAX_HOST = 253;
  private static final int MAX_PORT = 65_535;
  private static final int MAX_USERNAME = 500;

  public static SmtpSettings checked(
      @Nullable String host,
      @Nullable Integer port,
      @Nullable String security,
      @Nullable String username,
      @Nullable String sender,
      Faults at) {
    var name = host == null ? "" : host.strip().toLowerCase(Locale.ROOT);
    if (at.at("host").require(!name.isEmpty(), "required", "is missing")) {
      at.at("host")
          .require(
              name.length() <= MAX_HOST && name.matches("[a-z0-9._-]+|\\[?[0-9a-f:.]+\\]?"),
              "not-a-host",
              "must be a host's name or address");
    }
    at.at("port")
        .require(
            port != null && port >= 1 && port <= MAX_PORT,
            port == null ? "required" : "out-of-range",
            "must be a number from 1 to " + MAX_PORT);
    var login = username == null || username.isBlank() ? null : username.strip();
    at.at("username")
        .require(
            login == null
                || (login.length() <= MAX_USERNAME
                    && login.chars().noneMatch(Character::isISOControl)),
            "invalid",
            "must be at most " + MAX_USERNAME + " characters, without control characters");
    var from = sender == null ? "" : sender.strip();
    at.at("sender").require(MailAddress.isOne(from), "not-an-address", "must be one mail address");
    return new SmtpSettings(
        name, port == null ? 0 : port, security(security, at.at("security")), login, from);
  }

  private static SmtpSecurity security(@Nullable String name, Faults at) {
    var found =
        Arrays.stream(SmtpSecurity.values()).filter(each -> each.name().equals(name)).findFirst();
    at.require(
        found.isPresent(),
        name == null ? "required" : "not-an-option",
        "must be one of " + Arrays.toString(SmtpSecurity.values()));
    return found.orElse(SmtpSecurity.STARTTLS);
  }

  /// Where a change could carry the password to somebody else: then it must be given anew.
  public boolean leadsElsewhere(SmtpSettings other) {
    return !host.equals(other.host)
        || port != other.port
        || security != other.security
        || !Objects.equals(username, other.username);
  }
}
