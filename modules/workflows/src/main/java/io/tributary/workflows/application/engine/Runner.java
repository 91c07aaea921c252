package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Joins;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings executions on in memory, to their next effects, waits or end.
@Component
final class Runner {
  private final Nodes nodes;
  private final Paths paths;
  private final Attempts attempts;
  private final Scribe scribe;

  Runner(Nodes nodes, Paths paths, Attempts attempts, Scribe scribe) {
    this.nodes = nodes;
    this.paths = paths;
    this.attempts = attempts;
    this.scribe = scribe;
  }

  /// Goes on from where the execution stands.
  void begin(Run run, Work work) {
    var fatal = work.fatal() == null ? overdue(run) : work.fatal();
    if (fatal != null) {
      work.arrivals().forEach(run::accept);
      paths.breakDown(run, fatal);
      return;
    }
    var refusal = work.refusal();
    if (refusal != null) {
      scribe.line(run, null, Level.INFO, refusal + ": there is no room for it");
      run.verdict(new Verdict(ExecutionStatus.CANCELLED, refusal, null));
      return;
    }
    work.arrivals().forEach(arrival -> arrive(run, arrival));
    for (var token : run.marking().tokens()) {
      if (token.phase() == TokenPhase.REACHING && run.isOpen()) {
        takeUp(run, token);
      }
    }
    if (run.stored().paused() || !run.isOpen()) {
      return;
    }
    if (run.marking().atStart()) {
      scribe.line(run, null, Level.INFO, "started");
      paths.start(run);
    }
    for (var token : run.marking().tokens()) {
      if (token.isDue(run.now()) || isCalled(run, token)) {
        run.activate(token);
      }
    }
    advance(run);
  }

  private void takeUp(Run run, Token token) {
    switch (run.stored().claim().lease()) {
      case NONE -> run.put(token.phase(TokenPhase.READY));
      case EXPIRED -> attempts.interrupted(run, token);
      case HELD -> {
        // its outcome will arrive
      }
    }
  }

  private static boolean isCalled(Run run, Token token) {
    return token.phase() == TokenPhase.WAITING && !run.signalsFor(token).isEmpty();
  }

  private static @Nullable Failure overdue(Run run) {
    var limit = run.workflow().settings().timeLimit();
    return limit == null || run.now().isBefore(run.stored().createdAt().plus(limit))
        ? null
        : new Failure(FailureKind.TIME_LIMIT, "took longer than " + limit.toSeconds() + " seconds");
  }

  /// An outcome counts for the attempt that it belongs to, and for no other.
  private void arrive(Run run, Arrival arrival) {
    var token =
        run.marking()
            .at(arrival.stepId())
            .filter(at -> at.phase() == TokenPhase.REACHING)
            .filter(at -> at.position().attempt() == arrival.attempt());
    if (token.isPresent() && run.isOpen()) {
      run.accept(arrival);
      settleOne(run, token.get(), arrival.result());
    }
  }

  /// Goes on after a change of the database.
  void settle(Run run, int tokenId, EffectResult result) {
    run.changing().remove(tokenId);
    run.marking().token(tokenId).ifPresent(token -> settleOne(run, token, result));
  }

  private void settleOne(Run run, Token token, EffectResult result) {
    switch (result) {
      case EffectResult.Succeeded done -> {
        var lead = done.lead();
        if (lead != null) {
          run.leadIs(lead);
        }
        run.countMails(done.mails());
        run.state(run.state().set(done.variables()));
        scribe.line(run, token, Level.INFO, "'" + run.node(token).label() + "' done");
        paths.leave(run, token, done.output(), done.handle());
      }
      case EffectResult.Failed(var failure) ->
          attempts.failed(run, token, failure, nodes.policyAt(run, token));
      case EffectResult.Waiting(var delay, var memory) -> waits(run, token, delay, memory);
    }
  }

  /// Until nothing of it moves without the database, the outside, or time.
  void advance(Run run) {
    do {
      for (var token = run.nextActive(); token != null; token = run.nextActive()) {
        if (!run.isOpen() || run.isFarEnough()) {
          return;
        }
        follow(run, token, nodes.decide(run, token));
      }
    } while (run.isOpen() && run.changing().isEmpty() && joined(run));
    if (run.isOpen() && run.marking().tokens().isEmpty()) {
      paths.complete(run);
    }
  }

  private boolean joined(Run run) {
    var complete = new Joins(run.workflow().ancestors()).complete(run.marking());
    complete.ifPresent(token -> paths.meet(run, token));
    return complete.isPresent();
  }

  private void follow(Run run, Token token, Step step) {
    switch (step) {
      case Step.Done done -> {
        run.state(run.state().set(done.variables()));
        paths.leave(run, token, done.output(), done.handle());
      }
      case Step.Failed(var failure) -> attempts.failed(run, token, failure, Attempts.ONCE);
      case Step.Wait(var delay, var memory) -> waits(run, token, delay, memory);
      case Step.End(var failed, var outcome) -> paths.end(run, token, failed, outcome);
      case Step.Change<?> change -> {
        scribe.step(run, token, StepStatus.RUNNING, null, null);
        run.changing().put(token.id(), change);
      }
      case Step.Reach reach -> reach(run, token, reach);
      case Step.Join join -> paths.join(run, token, join);
      case Step.Loop loop -> paths.loop(run, token, loop);
    }
  }

  private void reach(Run run, Token token, Step.Reach reach) {
    if (run.mayReachOut()) {
      var reaching = run.put(token.waits(TokenPhase.REACHING, null, token.memory()));
      scribe.step(run, reaching, StepStatus.RUNNING, null, null);
      run.reaching().put(token.id(), reach);
    }
  }

  private void waits(Run run, Token token, @Nullable Duration delay, Map<String, Object> memory) {
    var until = delay == null ? null : run.now().plus(delay);
    if (token.phase() == TokenPhase.READY) {
      scribe.line(
          run, token, Level.INFO, until == null ? "waits for a signal" : "waits until " + until);
    }
    var waiting = run.put(token.waits(TokenPhase.WAITING, until, memory));
    scribe.step(run, waiting, StepStatus.WAITING, null, null);
  }
}
