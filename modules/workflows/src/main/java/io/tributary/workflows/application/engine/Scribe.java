package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.StepStatus;
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

  /// How the visit stands at which the run is; what was noted of it before is replaced.
  void step(
      Run run, StepStatus status, @Nullable Map<String, Object> output, @Nullable Failure error) {
    var position = run.position();
    var over = status == StepStatus.COMPLETED || status == StepStatus.FAILED;
    run.step(
        new StepWrite(
            run.stored().ref(),
            position.stepId(),
            position.node(),
            run.node().type(),
            position.visit(),
            status,
            position.attempt(),
            Caps.payload(output == null || output.isEmpty() ? null : json.write(output), json),
            Caps.payload(error == null ? null : json.write(error.toMap()), json),
            position.since(),
            over ? run.now() : null));
  }

  void line(Run run, LogWrite.Level level, String message) {
    var position = run.state().position();
    run.log(
        new LogWrite(
            run.stored().ref(),
            ids.next(),
            position == null ? null : position.node(),
            level,
            Caps.message(message.replace("\0", "")),
            run.now()));
  }
}
