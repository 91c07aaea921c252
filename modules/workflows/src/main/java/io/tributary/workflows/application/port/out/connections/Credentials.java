package io.tributary.workflows.application.port.out.connections;

import io.tributary.workflows.domain.connections.BoundHost;
import io.tributary.workflows.domain.connections.CredentialKind;
import java.util.Map;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Hands credentials to those who call targets.
public interface Credentials {
  /// Outside any transaction. Empty if the workspace has none of this key.
  Mono<Usable> find(UUID workspaceId, String key);

  /// Its text shows no value.
  ///
  /// @param host the only one that it may be sent to
  /// @param values by name, the secret ones too
  record Usable(
      UUID workspaceId,
      UUID id,
      int version,
      CredentialKind kind,
      BoundHost host,
      Map<String, String> values) {
    /// @throws IllegalStateException if the kind has no such value
    public String value(String name) {
      var value = values.get(name);
      if (value == null) {
        throw new IllegalStateException("a credential of kind " + kind + " lacks " + name);
      }
      return value;
    }

    @Override
    public String toString() {
      return "Usable[" + id + "]";
    }
  }
}
