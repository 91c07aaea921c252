package io.tributary.workflows.application.port.out.connections;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.domain.connections.SmtpSettings;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Stored settings of mail servers; inside a transaction that may see the workspace.
public interface SmtpSettingsStore {
  Mono<Stored> find(WorkspaceId workspace);

  /// Keeps others from changing it until the transaction ends.
  Mono<Stored> lock(WorkspaceId workspace);

  /// @return whether it was stored; not if there are settings
  Mono<Boolean> insert(WorkspaceId workspace, Stored stored);

  Mono<Void> update(WorkspaceId workspace, Stored stored);

  Mono<Void> delete(WorkspaceId workspace);

  /// @param password sealed; null for none
  record Stored(SmtpSettings settings, @Nullable Sealed password, Instant updatedAt, int version) {}
}
