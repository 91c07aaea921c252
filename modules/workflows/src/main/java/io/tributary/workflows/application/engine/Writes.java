package io.tributary.workflows.application.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Turns what a run came to into what is stored.
@Component
final class Writes {
  private static final int MAX_BYTES_PER_CHAR = 3;

  private final ExecutionJson json;
  private final Scribe scribe;

  Writes(ExecutionJson json, Scribe scribe) {
    this.json = json;
    this.scribe = scribe;
  }

  /// How one stands that waits in the queue to begin.
  ExecutionWrite waiting(NewExecution started) {
    return new ExecutionWrite(
        started.ref(),
        0,
        ExecutionStatus.QUEUED,
        json.write(started.state()),
        json.write(started.marking()),
        List.of(),
        null,
        null,
        null,
        null,
        started.delay(),
        false,
        false);
  }

  Outcome outcomeOf(Run run) {
    if (!run.stored().readable()) {
      return new Outcome(run, write(run, run.marking(), null, null));
    }
    var state = json.write(run.state());
    var marking = json.write(run.marking());
    return tooLarge(state, marking)
        ? outgrown(run)
        : new Outcome(run, write(run, run.marking(), state, marking));
  }

  /// The last state that fitted is kept.
  private Outcome outgrown(Run run) {
    var failure =
        new Failure(
            FailureKind.STATE_LIMIT,
            "its state needs more than " + ExecutionState.MAX_BYTES + " bytes");
    scribe.line(run, null, Level.ERROR, "failed: " + failure.message());
    run.changing().clear();
    run.reaching().clear();
    run.verdict(new Verdict(ExecutionStatus.FAILED, null, failure));
    var kept = run.stored().marking();
    return new Outcome(run, write(run, kept, json.write(run.stored().state()), json.write(kept)));
  }

  private static boolean tooLarge(String state, String marking) {
    return state.length() + marking.length() > ExecutionState.MAX_BYTES / MAX_BYTES_PER_CHAR
        && state.getBytes(UTF_8).length + marking.getBytes(UTF_8).length > ExecutionState.MAX_BYTES;
  }

  private static ExecutionWrite write(
      Run run, Marking marking, @Nullable String state, @Nullable String tokens) {
    var stored = run.stored();
    var verdict = run.verdict();
    var status = verdict == null ? openStatus(run, marking) : verdict.status();
    if (status != stored.status() && !stored.status().mayBecome(status)) {
      throw new IllegalStateException(stored.status() + " cannot become " + status);
    }
    var started = stored.startedAt();
    return new ExecutionWrite(
        stored.ref(),
        stored.version(),
        status,
        state,
        tokens,
        places(status, marking),
        verdict == null ? null : verdict.failure(),
        verdict == null ? null : verdict.outcome(),
        started == null ? run.now() : started,
        status.ended() ? run.now() : null,
        verdict == null ? due(run, marking) : null,
        verdict == null && has(marking, TokenPhase.REACHING),
        run.hasUnseenSignals());
  }

  private static ExecutionStatus openStatus(Run run, Marking marking) {
    if (marking.atStart()) {
      return run.stored().status();
    }
    return !run.changing().isEmpty()
            || has(marking, TokenPhase.REACHING)
            || has(marking, TokenPhase.READY)
        ? ExecutionStatus.RUNNING
        : ExecutionStatus.WAITING;
  }

  private static boolean has(Marking marking, TokenPhase phase) {
    return marking.tokens().stream().anyMatch(token -> token.phase() == phase);
  }

  /// Of one that failed, where it failed.
  private static List<String> places(ExecutionStatus status, Marking marking) {
    var failed = marking.tokens().stream().filter(token -> token.phase() == TokenPhase.FAILED);
    return switch (status) {
      case QUEUED, RUNNING, WAITING -> nodes(marking.tokens().stream());
      case FAILED -> has(marking, TokenPhase.FAILED) ? nodes(failed) : nodes(tokensOf(marking));
      case COMPLETED, CANCELLED -> List.of();
    };
  }

  private static Stream<Token> tokensOf(Marking marking) {
    return marking.tokens().stream();
  }

  private static List<String> nodes(Stream<Token> tokens) {
    return tokens.map(Token::node).distinct().toList();
  }

  /// Null where nothing but a signal, the end of an effect or a person brings it on.
  private static @Nullable Duration due(Run run, Marking marking) {
    if (run.stored().paused()) {
      return null;
    }
    if (!run.changing().isEmpty() || has(marking, TokenPhase.READY) || marking.tokens().isEmpty()) {
      return Duration.ZERO;
    }
    var limit = run.workflow().settings().timeLimit();
    var wakes = marking.tokens().stream().<Instant>mapMulti(Writes::wake);
    return Stream.concat(wakes, Stream.ofNullable(limit).map(run.stored().createdAt()::plus))
        .min(Instant::compareTo)
        .map(next -> Duration.between(run.now(), next))
        .map(left -> left.isNegative() ? Duration.ZERO : left)
        .orElse(null);
  }

  private static void wake(Token token, java.util.function.Consumer<Instant> sink) {
    var wakeAt = token.wakeAt();
    if (wakeAt != null) {
      sink.accept(wakeAt);
    }
  }
}
