package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.in.executions.ManageSettings.Settings;
import io.tributary.workflows.application.port.in.executions.ManageSettings.Values;
import java.time.Instant;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// The settings of workspaces; in any transaction that may see the workspace.
public interface SettingsStore {
  /// Empty if they were never set.
  Mono<Settings> find(UUID workspaceId);

  /// Writes them over version `version`, 0 if they were never set. Empty, and nothing written, if
  /// their version is another.
  Mono<Settings> write(UUID workspaceId, Values values, int version, Instant now);
}
