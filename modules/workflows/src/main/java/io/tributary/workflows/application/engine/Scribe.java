package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Notes on a run what is to be written: node executions and log lines.
@Component
final class Scribe {
  private final IdGenerator ids;
  private final ExecutionJson json;

  Scribe(IdGenerator ids, ExecutionJson json) {
    this.ids = ids;
    this.json = json;
  }

  UUID newId() {
    return ids.next();
  }

  /// How the token's visit stands; what was noted of it before is replaced.
  void step(
      Run run,
      Token token,
      StepStatus status,
      @Nullable Map<String, Object> output,
      @Nullable Failure error) {
    var position = token.position();
    var stored = run.stored();
    run.step(
        new StepWrite(
            stored.ref(),
            stored.version() + 1,
            position.stepId(),
            position.node(),
            run.typeAt(token),
            position.visit(),
            token.item(),
            status,
            position.attempt(),
            Caps.payload(output == null || output.isEmpty() ? null : json.write(output), json),
            Caps.payload(error == null ? null : json.write(error.toMap()), json),
            position.since(),
            isOver(status) ? run.now() : null));
  }

  private static boolean isOver(StepStatus status) {
    return switch (status) {
      case RUNNING, WAITING -> false;
      case COMPLETED, FAILED, SKIPPED -> true;
    };
  }

  /// @param token at whose node it happened; null if it is about the execution as a whole
  void line(Run run, @Nullable Token token, LogWrite.Level level, String message) {
    run.log(
        new LogWrite(
            run.stored().ref(),
            ids.next(),
            token == null ? null : token.node(),
            level,
            Caps.message(message.replace("\0", "")),
            run.now()));
  }
}
