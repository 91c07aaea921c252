package io.tributary.workflows.application.port.out.executions;

import java.util.UUID;

/// Is told what this node changed, so that whoever watches it here need not wait for the next look.
public interface ExecutionWatch {
  /// After the commit. Never blocks, never fails; costs nothing if nobody watches.
  void changed(UUID workspaceId, UUID executionId);
}
