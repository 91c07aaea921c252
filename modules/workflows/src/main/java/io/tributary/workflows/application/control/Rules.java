package io.tributary.workflows.application.control;

import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.control.Decision.Unchanged;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import io.tributary.workflows.application.port.out.executions.ControlWrite.Move;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// When executions may be held, let go on and ended.
final class Rules {
  private Rules() {}

  static Decision pause(HeldExecution held, Instant now) {
    if (held.status().ended()) {
      return ended(held);
    }
    return held.paused()
        ? new Unchanged("it is paused already")
        : new Change(open(held, now, Move.HELD), "paused");
  }

  static Decision resume(HeldExecution held) {
    if (held.status().ended()) {
      return ended(held);
    }
    return held.paused()
        ? new Change(open(held, null, Move.DUE), "resumed")
        : new Unchanged("it is not paused");
  }

  static Decision cancel(HeldExecution held, Instant now) {
    if (held.status() == ExecutionStatus.CANCELLED) {
      return new Unchanged("it is cancelled already");
    }
    return held.status().ended()
        ? ended(held)
        : new Change(
            new ControlWrite(
                held.ref(),
                held.version(),
                ExecutionStatus.CANCELLED,
                held.workflowVersion(),
                null,
                null,
                List.of(),
                null,
                now,
                held.priority(),
                Move.LEAVES,
                List.of()),
            "cancelled");
  }

  static Refused ended(HeldExecution held) {
    return new Refused(
        new NotInState("the execution has ended already", held.status().name()), true);
  }

  private static ControlWrite open(HeldExecution held, @Nullable Instant pausedAt, Move move) {
    return new ControlWrite(
        held.ref(),
        held.version(),
        held.status(),
        held.workflowVersion(),
        null,
        null,
        null,
        pausedAt,
        null,
        held.priority(),
        move,
        List.of());
  }
}
