package io.tributary.workflows.application.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.engine.Verdict.Changing;
import io.tributary.workflows.application.engine.Verdict.Ended;
import io.tributary.workflows.application.engine.Verdict.Later;
import io.tributary.workflows.application.engine.Verdict.Reaching;
import io.tributary.workflows.application.port.out.executions.ExecutionWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns what a run came to into what is stored.
@Component
final class Writes {
  private static final int MAX_BYTES_PER_CHAR = 3;

  private final ExecutionJson json;
  private final Scribe scribe;
  private final Duration lease;

  Writes(ExecutionJson json, Scribe scribe, EngineProperties properties) {
    this.json = json;
    this.scribe = scribe;
    this.lease = properties.lease();
  }

  Outcome outcomeOf(Run run) {
    var state = json.write(run.state());
    if (tooLarge(state)) {
      return outgrown(run);
    }
    return new Outcome(
        run,
        switch (run.verdict()) {
          case Ended(var status, var outcome, var failure) ->
              write(run, run.state(), state, status, outcome, failure, null, false);
          case Later(var delay) ->
              write(run, run.state(), state, ExecutionStatus.WAITING, null, null, delay, false);
          case Reaching _ ->
              write(run, run.state(), state, ExecutionStatus.RUNNING, null, null, lease, true);
          case Changing _ ->
              write(
                  run,
                  run.state(),
                  state,
                  ExecutionStatus.RUNNING,
                  null,
                  null,
                  Duration.ZERO,
                  false);
          case null -> throw new IllegalStateException("a run without a verdict");
        });
  }

  /// The last state that fitted is kept.
  private Outcome outgrown(Run run) {
    var failure =
        new Failure(
            FailureKind.STATE_LIMIT,
            "its state needs more than " + ExecutionState.MAX_BYTES + " bytes");
    scribe.line(run, Level.ERROR, "failed: " + failure.message());
    run.verdict(new Ended(ExecutionStatus.FAILED, null, failure));
    var kept = run.stored().state();
    return new Outcome(
        run,
        write(run, kept, json.write(kept), ExecutionStatus.FAILED, null, failure, null, false));
  }

  private static boolean tooLarge(String state) {
    return state.length() > ExecutionState.MAX_BYTES / MAX_BYTES_PER_CHAR
        && state.getBytes(UTF_8).length > ExecutionState.MAX_BYTES;
  }

  private static ExecutionWrite write(
      Run run,
      ExecutionState state,
      String stateJson,
      ExecutionStatus status,
      @Nullable String outcome,
      @Nullable Failure failure,
      @Nullable Duration due,
      boolean leased) {
    var stored = run.stored();
    if (!stored.status().mayBecome(status)) {
      throw new IllegalStateException(stored.status() + " cannot become " + status);
    }
    var started = stored.startedAt();
    var position = state.position();
    return new ExecutionWrite(
        stored.ref(),
        stored.version(),
        status,
        state,
        stateJson,
        position == null ? null : position.node(),
        failure,
        outcome,
        started == null ? run.now() : started,
        status.ended() ? run.now() : null,
        due,
        leased);
  }
}
