package io.tributary.workflows.application.engine;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.engine.Verdict.Changing;
import io.tributary.workflows.application.engine.Verdict.Ended;
import io.tributary.workflows.application.engine.Verdict.Later;
import io.tributary.workflows.application.engine.Verdict.Reaching;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.RetryPolicy;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Ways;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Brings executions on in memory, to their next effect, wait or end.
@Component
final class Runner {
  private static final Logger log = LoggerFactory.getLogger(Runner.class);
  private static final RetryPolicy ONCE =
      new RetryPolicy(1, java.time.Duration.ZERO, java.time.Duration.ZERO);

  private final NodeTypes types;
  private final Scribe scribe;
  private final EngineMetrics metrics;
  private final int stepLimit;

  Runner(NodeTypes types, Scribe scribe, EngineMetrics metrics, EngineProperties properties) {
    this.types = types;
    this.scribe = scribe;
    this.metrics = metrics;
    this.stepLimit = properties.stepLimit();
  }

  /// Goes on from where the execution stands.
  void begin(Run run, Work work) {
    var fatal = work.fatal();
    var result = work.result();
    if (fatal != null) {
      end(run, ExecutionStatus.FAILED, null, fatal);
    } else if (result != null) {
      settle(run, result);
    } else if (run.state().position() == null) {
      scribe.line(run, Level.INFO, "started");
      enter(run, run.workflow().triggerNode());
      advance(run, false);
    } else {
      advance(run, true);
    }
  }

  /// Goes on after an effect.
  void settle(Run run, EffectResult result) {
    run.verdict(null);
    switch (result) {
      case EffectResult.Succeeded done -> {
        var lead = done.lead();
        if (lead != null) {
          run.leadIs(lead);
        }
        run.countMails(done.mails());
        scribe.line(run, Level.INFO, "'" + run.node().label() + "' done");
        leave(run, done.output());
      }
      case EffectResult.Waiting waiting ->
          throw new IllegalStateException("no waiting yet: " + waiting);
      case EffectResult.Failed(var failure) -> fail(run, failure, policyAt(run));
    }
    advance(run, false);
  }

  private void advance(Run run, boolean resumed) {
    var first = resumed;
    while (run.verdict() == null) {
      follow(run, decide(run, first), first);
      first = false;
    }
  }

  private Step decide(Run run, boolean resumed) {
    var type = types.find(run.node().type());
    if (type == null) {
      return new Step.Failed(
          new Failure(FailureKind.WORKFLOW_UNKNOWN, "unknown node type " + run.node().type()));
    }
    try {
      return resumed && run.stored().status() == ExecutionStatus.WAITING
          ? type.resume(run.visit())
          : type.run(run.visit());
    } catch (InvalidInput invalid) {
      return new Step.Failed(
          new Failure(FailureKind.INVALID_CONFIG, String.valueOf(invalid.getMessage())));
    } catch (RuntimeException bug) {
      log.error("node {} of execution {} failed", type.name(), run.stored().id(), bug);
      return new Step.Failed(new Failure(FailureKind.INTERNAL, bug.getClass().getSimpleName()));
    }
  }

  private void follow(Run run, Step step, boolean resumed) {
    switch (step) {
      case Step.Done done -> leave(run, done.output());
      case Step.Failed(var failure) -> fail(run, failure, ONCE);
      case Step.Wait(var delay, var memory) -> {
        scribe.step(run, StepStatus.WAITING, null, null);
        scribe.line(run, Level.INFO, "waits for " + delay);
        run.verdict(new Later(delay == null ? java.time.Duration.ofDays(366) : delay));
      }
      case Step.End(var failed, var outcome) -> finish(run, failed, outcome);
      case Step.Change<?> change -> {
        scribe.step(run, StepStatus.RUNNING, null, null);
        run.verdict(new Changing(change));
      }
      case Step.Join join -> throw new IllegalStateException("no join yet: " + join);
      case Step.Loop loop -> throw new IllegalStateException("no loop yet: " + loop);
      case Step.Reach reach -> reach(run, reach, resumed && run.stored().interrupted());
    }
  }

  /// @param interrupted whether nobody knows how the last attempt came out
  private void reach(Run run, Step.Reach reach, boolean interrupted) {
    if (interrupted) {
      var failure =
          new Failure(
              FailureKind.INTERRUPTED, "the last attempt was interrupted; its outcome is unknown");
      if (!allowsAnother(run, failure, reach.retry())) {
        fail(run, failure, reach.retry());
        return;
      }
      scribe.line(run, Level.WARN, failure.message());
      run.state(run.state().at(run.position().nextAttempt()));
    }
    scribe.step(run, StepStatus.RUNNING, null, null);
    run.verdict(new Reaching(reach));
  }

  private void finish(Run run, boolean failed, String outcome) {
    scribe.step(run, StepStatus.COMPLETED, Map.of("outcome", outcome), null);
    if (failed) {
      var failure =
          new Failure(
              FailureKind.ENDED_FAILED, "the workflow ended at '" + run.node().label() + "'");
      end(run, ExecutionStatus.FAILED, outcome, failure);
    } else {
      end(run, ExecutionStatus.COMPLETED, outcome, null);
    }
  }

  private void leave(Run run, Map<String, Object> output) {
    var node = run.node();
    scribe.step(run, StepStatus.COMPLETED, output, null);
    metrics.stepEnded(node.type(), run.position().since(), run.now());
    run.state(run.state().leave(node.id(), output));
    Ways.onward(node, run.values())
        .ifPresentOrElse(
            edge -> enter(run, edge.target()),
            () -> end(run, ExecutionStatus.COMPLETED, null, null));
  }

  private void enter(Run run, String node) {
    if (run.state().steps() >= stepLimit) {
      end(
          run,
          ExecutionStatus.FAILED,
          null,
          new Failure(FailureKind.STEP_LIMIT, "came to more than " + stepLimit + " nodes"));
      return;
    }
    run.state(run.state().enter(node, scribe.newId(), run.now()));
  }

  private void fail(Run run, Failure failure, RetryPolicy retry) {
    metrics.failed(failure.kind());
    if (allowsAnother(run, failure, retry)) {
      retryLater(run, failure, retry);
      return;
    }
    var node = run.node();
    scribe.step(run, StepStatus.FAILED, null, failure);
    scribe.line(run, Level.ERROR, "'" + node.label() + "' failed: " + failure.message());
    Ways.afterFailure(node)
        .ifPresentOrElse(
            edge -> {
              run.state(run.state().leave(node.id(), Map.of("error", failure.toMap())));
              enter(run, edge.target());
            },
            () -> end(run, ExecutionStatus.FAILED, null, failure));
  }

  private static boolean allowsAnother(Run run, Failure failure, RetryPolicy retry) {
    var position = run.position();
    return retry.allowsAnother(
        position.attempt(), failure, java.time.Duration.between(position.since(), run.now()));
  }

  private void retryLater(Run run, Failure failure, RetryPolicy retry) {
    var attempt = run.position().attempt();
    var delay = retry.delayAfter(attempt, ThreadLocalRandom.current().nextDouble(), failure);
    metrics.retried();
    scribe.step(run, StepStatus.WAITING, null, failure);
    scribe.line(
        run,
        Level.WARN,
        "attempt %d of %d at '%s' failed, next in %d ms: %s"
            .formatted(
                attempt,
                retry.attempts(),
                run.node().label(),
                delay.toMillis(),
                failure.message()));
    run.state(run.state().at(run.position().nextAttempt()));
    run.verdict(new Later(delay));
  }

  private void end(
      Run run,
      ExecutionStatus status,
      @org.jspecify.annotations.Nullable String outcome,
      @org.jspecify.annotations.Nullable Failure failure) {
    if (failure == null) {
      scribe.line(run, Level.INFO, "completed");
    } else {
      scribe.line(run, Level.ERROR, "failed: " + failure.message());
    }
    run.verdict(new Ended(status, outcome, failure));
  }

  private RetryPolicy policyAt(Run run) {
    return decide(run, false) instanceof Step.Reach reach ? reach.retry() : ONCE;
  }
}
