package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.Step;
import java.util.UUID;

/// An outer effect whose position is durable. Told apart by identity.
final class Effect {
  private final StoredExecution execution;
  private final Step.Reach reach;

  Effect(StoredExecution execution, Step.Reach reach) {
    this.execution = execution;
    this.reach = reach;
  }

  StoredExecution execution() {
    return execution;
  }

  Step.Reach reach() {
    return reach;
  }

  UUID workspaceId() {
    return execution.workspaceId();
  }
}
