package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.Position;
import java.util.UUID;
import reactor.core.Disposable;
import reactor.core.Disposables;

/// An outer effect whose position is durable. Told apart by identity.
final class Effect {
  private final ExecutionRef execution;
  private final UUID stepId;
  private final int attempt;
  private final Step.Reach reach;
  private final Disposable.Swap call = Disposables.swap();

  Effect(ExecutionRef execution, Position position, Step.Reach reach) {
    this.execution = execution;
    this.stepId = position.stepId();
    this.attempt = position.attempt();
    this.reach = reach;
  }

  ExecutionRef execution() {
    return execution;
  }

  UUID stepId() {
    return stepId;
  }

  int attempt() {
    return attempt;
  }

  Step.Reach reach() {
    return reach;
  }

  UUID workspaceId() {
    return execution.workspaceId();
  }

  void runsAs(Disposable running) {
    call.update(running);
  }

  /// Breaks it off, now or as soon as it begins.
  void breakOff() {
    call.dispose();
  }
}
