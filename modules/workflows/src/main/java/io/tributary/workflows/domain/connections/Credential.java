package io.tributary.workflows.domain.connections;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/// What HTTP requests prove themselves with, but for its secret part.
///
/// @param host the only one that it is sent to
/// @param open the values that may be shown, by name
/// @param version counts changes
public record Credential(
    UUID id,
    Label label,
    CredentialKind kind,
    BoundHost host,
    Map<String, String> open,
    Instant createdAt,
    Instant updatedAt,
    int version) {
  /// Where a change of it could carry the secret to somebody else: then it must be given anew.
  public boolean leadsElsewhere(
      CredentialKind otherKind, BoundHost otherHost, String otherTokenUrl) {
    return kind != otherKind
        || !host.equals(otherHost)
        || !open.getOrDefault("tokenUrl", "").equals(otherTokenUrl);
  }
}
