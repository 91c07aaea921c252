package io.tributary.workflows.application.port.in.executions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.web.ExpectedVersion;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// How a workspace's executions run and how long their history is kept.
public interface ManageSettings {
  /// What was never set has version 0 and nothing in it.
  Mono<Settings> get(WorkspaceId workspace);

  /// Replaces all of them. Signals `InvalidInput` with every fault, `VersionMissing` and
  /// `StaleVersion`.
  Mono<Settings> put(WorkspaceId workspace, Values values, ExpectedVersion expected);

  /// @param concurrencyLimit executions of the workspace at a time, 1 to 100,000; null for no limit
  /// @param logDays how long log lines are kept, 1 to 90; null for 90
  /// @param executionDays how long executions are kept after their end, 1 to 3650; null for ever
  record Values(
      @Nullable Integer concurrencyLimit,
      @Nullable Integer logDays,
      @Nullable Integer executionDays) {
    public static final Values NONE = new Values(null, null, null);
  }

  /// @param updatedAt null if they were never set
  record Settings(Values values, int version, @Nullable Instant updatedAt) {}
}
