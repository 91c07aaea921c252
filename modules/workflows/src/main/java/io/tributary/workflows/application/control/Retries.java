package io.tributary.workflows.application.control;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import io.tributary.workflows.application.port.out.executions.ControlWrite.Move;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Revival;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// Lets executions that failed go on from where they failed.
@Component
final class Retries {
  /// Nodes that wait look again at what they wait for: it may have come meanwhile.
  static final String LOOK_AGAIN = "look-again";

  private final IdGenerator ids;
  private final StateJson json;

  Retries(IdGenerator ids, StateJson json) {
    this.ids = ids;
    this.json = json;
  }

  /// @param variables set before; null clears one
  Decision retry(HeldExecution held, Map<String, Object> variables, Instant now) {
    if (held.status() != ExecutionStatus.FAILED) {
      return new Refused(
          new NotInState("only a failed execution can be retried", held.status().name()), true);
    }
    if (held.marking().tokens().isEmpty() && !held.marking().atStart()) {
      return new Refused(
          new NotInState("it stands nowhere any more: run it again", held.status().name()), true);
    }
    var marking = Revival.of(held.marking(), ids::next, now);
    try {
      var written = json.write(held.state().set(variables), marking);
      return new Change(write(held, written, marking), lineOf(variables), openSteps(held));
    } catch (InvalidInput tooLarge) {
      return new Refused(tooLarge, false);
    }
  }

  private static ControlWrite write(
      HeldExecution held, StateJson.Written written, Marking marking) {
    return new ControlWrite(
        held.ref(),
        held.version(),
        ExecutionStatus.RUNNING,
        held.workflowVersion(),
        written.state(),
        written.marking(),
        marking.tokens().stream().map(Token::node).distinct().toList(),
        null,
        null,
        held.priority(),
        Move.ENTERS,
        lookAgain(marking));
  }

  static List<Signal> lookAgain(Marking marking) {
    return marking.tokens().stream()
        .filter(token -> token.phase() == TokenPhase.WAITING)
        .map(token -> new Signal(token.position().stepId(), LOOK_AGAIN, Map.of()))
        .toList();
  }

  private static String lineOf(Map<String, Object> variables) {
    return variables.isEmpty() ? "retried" : "retried, with changed variables";
  }

  private static List<UUID> openSteps(HeldExecution held) {
    return held.marking().tokens().stream()
        .filter(token -> token.phase() != TokenPhase.FAILED)
        .map(token -> token.position().stepId())
        .toList();
  }
}
