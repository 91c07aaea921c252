package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.RetryPolicy;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.stereotype.Component;

/// What follows when an attempt came to nothing: another one, or the failure of the node.
@Component
final class Attempts {
  static final RetryPolicy ONCE = new RetryPolicy(1, Duration.ZERO, Duration.ZERO);

  private final Nodes nodes;
  private final Paths paths;
  private final Scribe scribe;
  private final EngineMetrics metrics;

  Attempts(Nodes nodes, Paths paths, Scribe scribe, EngineMetrics metrics) {
    this.nodes = nodes;
    this.paths = paths;
    this.scribe = scribe;
    this.metrics = metrics;
  }

  void failed(Run run, Token token, Failure failure, RetryPolicy retry) {
    metrics.failed(failure.kind());
    var attempt = token.position().attempt();
    if (!allowsAnother(run, token, failure, retry)) {
      paths.fail(run, token, failure);
      return;
    }
    var delay = retry.delayAfter(attempt, ThreadLocalRandom.current().nextDouble(), failure);
    metrics.retried();
    scribe.step(run, token, StepStatus.WAITING, null, failure);
    scribe.line(
        run,
        token,
        Level.WARN,
        "attempt %d of %d at '%s' failed, next in %d ms: %s"
            .formatted(
                attempt,
                retry.attempts(),
                run.node(token).label(),
                delay.toMillis(),
                failure.message()));
    run.put(token.nextAttempt().waits(TokenPhase.RETRYING, run.now().plus(delay), token.memory()));
  }

  private static boolean allowsAnother(Run run, Token token, Failure failure, RetryPolicy retry) {
    var position = token.position();
    return retry.allowsAnother(
        position.attempt(), failure, Duration.between(position.since(), run.now()));
  }

  /// Nobody knows how the last attempt came out. Another one follows at once, if one may.
  void interrupted(Run run, Token token) {
    var retry = nodes.policyAt(run, token);
    var failure =
        new Failure(
            FailureKind.INTERRUPTED, "the last attempt was interrupted; its outcome is unknown");
    metrics.failed(failure.kind());
    if (!allowsAnother(run, token, failure, retry)) {
      paths.fail(run, token, failure);
      return;
    }
    metrics.retried();
    scribe.line(run, token, Level.WARN, failure.message());
    run.put(token.nextAttempt().phase(TokenPhase.READY));
  }
}
