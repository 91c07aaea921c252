package io.tributary.workflows.application.port.in.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.domain.connections.Credential;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Keeps what HTTP requests prove themselves with. Secrets go in and never come out again.
public interface ManageCredentials {
  /// Once for each `idempotencyKey`.
  ///
  /// Signals `InvalidInput`, `KeyTaken` and `IdempotencyKeyReused`.
  Mono<Credential> create(WorkspaceId workspace, Draft draft, @Nullable String idempotencyKey);

  /// Newest first.
  Mono<Page<Credential>> list(WorkspaceId workspace, PageRequest page);

  /// Signals `NotFound`.
  Mono<Credential> find(WorkspaceId workspace, UUID id);

  /// Replaces all but the key. Secrets that are left out stay as they are, unless kind, host or
  /// token URL change: whoever may change those must not get at secrets that way.
  ///
  /// Signals `InvalidInput`, `NotFound`, `VersionMissing` and `StaleVersion`.
  Mono<Credential> replace(WorkspaceId workspace, UUID id, Draft draft, ExpectedVersion expected);

  /// Nodes that name it fail from then on.
  ///
  /// Signals `NotFound` and `StaleVersion`.
  Mono<Void> delete(WorkspaceId workspace, UUID id, ExpectedVersion expected);

  /// Its text shows no value.
  ///
  /// @param key only to create with
  /// @param kind the name of a `CredentialKind`
  /// @param host such as `api.example.org` or `api.example.org:8443`
  /// @param values by name, those that the kind has
  record Draft(
      @Nullable String key,
      @Nullable String name,
      @Nullable String kind,
      @Nullable String host,
      @Nullable Map<String, @Nullable String> values) {
    @Override
    public String toString() {
      return "Draft[" + key + "]";
    }
  }
}
