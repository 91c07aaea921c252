package io.tributary.workflows.domain.connections;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How a call proves who it is.
public enum CredentialKind {
  /// `Authorization: Basic …`
  BASIC(Part.open("username", true, 500), Part.secret("password", 2_000)),
  /// `Authorization: Bearer …`
  BEARER(Part.secret("token", 8_000)),
  /// a header of the target's own
  HEADER(Part.open("name", true, 100), Part.secret("value", 8_000)),
  /// a bearer token that is fetched by the client's own credentials (RFC 6749, section 4.4)
  OAUTH2_CLIENT_CREDENTIALS(
      Part.open("tokenUrl", true, 2_000),
      Part.open("clientId", true, 500),
      Part.open("scope", false, 1_000),
      Part.secret("clientSecret", 2_000));

  private final List<Part> parts;

  CredentialKind(Part... parts) {
    this.parts = List.of(parts);
  }

  public List<Part> parts() {
    return parts;
  }

  Optional<Part> part(String name) {
    return parts.stream().filter(part -> part.name().equals(name)).findFirst();
  }

  public static Optional<CredentialKind> of(String name) {
    return Arrays.stream(values()).filter(kind -> kind.name().equals(name)).findFirst();
  }

  /// @param secret whether it is never shown again
  public record Part(String name, boolean secret, boolean required, int maxChars) {
    private static Part open(String name, boolean required, int maxChars) {
      return new Part(name, false, required, maxChars);
    }

    private static Part secret(String name, int maxChars) {
      return new Part(name, true, true, maxChars);
    }
  }
}
