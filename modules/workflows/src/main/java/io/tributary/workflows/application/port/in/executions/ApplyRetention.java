package io.tributary.workflows.application.port.in.executions;

import reactor.core.publisher.Mono;

/// Removes the history that workspaces no longer want.
public interface ApplyRetention {
  /// Goes through all workspaces that want less than all, in bounded transactions. What has not
  /// ended is never removed. Completes empty, having done nothing, if another node is at it.
  Mono<Removed> applyUnlessRunning();

  /// Rows.
  record Removed(long logs, long steps, long starts, long executions, long mails) {}
}
