package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Joins;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import io.tributary.workflows.domain.execution.Ways;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Moves tokens along the edges of the graph: where they split, meet, go round and end.
@Component
final class Paths {
  private static final String ARRIVED = "arrived";
  private static final String NEEDED = "needed";
  private static final String CANCEL_REST = "cancelRest";

  private final Scribe scribe;
  private final EngineMetrics metrics;
  private final Loops loops;
  private final int stepLimit;

  Paths(Nodes nodes, Scribe scribe, EngineMetrics metrics, EngineProperties properties) {
    this.scribe = scribe;
    this.metrics = metrics;
    this.stepLimit = properties.stepLimit();
    this.loops = new Loops(this, nodes, scribe);
  }

  void start(Run run) {
    arrive(
        run,
        marking ->
            marking.enter(run.workflow().triggerNode(), null, null, scribe.newId(), run.now()));
  }

  /// Leaves the token's node with its output.
  void leave(Run run, Token token, Map<String, Object> output, @Nullable String handle) {
    var node = run.node(token);
    scribe.step(run, token, StepStatus.COMPLETED, output, null);
    metrics.stepEnded(node.type(), token.position().since(), run.now());
    run.left(token, output);
    take(run, token, Ways.onward(node, handle, run.values(token)));
  }

  private void take(Run run, Token token, List<CompiledEdge> edges) {
    if (edges.isEmpty()) {
      ended(run, token);
      return;
    }
    for (var edge : edges.subList(1, edges.size())) {
      if (isThere(run, token)) {
        split(run, token, edge.target());
      }
    }
    if (isThere(run, token)) {
      move(run, token, edges.getFirst().target());
    }
  }

  /// A join that one path completes may give up the others.
  private static boolean isThere(Run run, Token token) {
    return run.isOpen() && run.marking().token(token.id()).isPresent();
  }

  private void move(Run run, Token token, String node) {
    if (token.late().contains(node) || loops.isBackAt(run, token, node)) {
      ended(run, token);
    } else if (joins(run, token, node)) {
      run.marking(run.marking().without(token));
      meetIfEnough(run);
    } else {
      arrive(run, marking -> marking.move(token, node, scribe.newId(), run.now()));
      if (isThere(run, token)) {
        run.activate(token);
      }
    }
  }

  private void split(Run run, Token token, String node) {
    if (token.late().contains(node) || loops.isBackAt(run, token, node)) {
      return;
    }
    if (joins(run, token, node)) {
      meetIfEnough(run);
    } else {
      arrive(run, marking -> marking.split(token, node, scribe.newId(), run.now()));
      if (run.isOpen()) {
        run.activate(run.marking().tokens().getLast());
      }
    }
  }

  /// Where an item of a loop begins.
  void beginItem(Run run, Token loop, int item, String node) {
    arrive(run, marking -> marking.enter(node, loop.id(), item, scribe.newId(), run.now()));
    if (run.isOpen()) {
      run.activate(run.marking().tokens().getLast());
    }
  }

  private void arrive(Run run, UnaryOperator<Marking> step) {
    if (run.marking().steps() >= stepLimit) {
      breakDown(
          run, new Failure(FailureKind.STEP_LIMIT, "came to more than " + stepLimit + " nodes"));
      return;
    }
    var next = step.apply(run.marking());
    if (next.tokens().size() > Marking.MAX_TOKENS) {
      breakDown(
          run,
          new Failure(
              FailureKind.TOKEN_LIMIT, "has more than " + Marking.MAX_TOKENS + " paths at a time"));
      return;
    }
    run.countEntered();
    run.marking(next);
  }

  /// Counts an arrival at a join where another token waits already.
  private boolean joins(Run run, Token token, String node) {
    var waiting =
        run.marking().tokens().stream()
            .filter(other -> other.phase() == TokenPhase.JOINING && other.node().equals(node))
            .filter(other -> other.id() != token.id() && other.isBeside(token))
            .findFirst();
    waiting.ifPresent(
        other -> {
          var arrived = number(other.memory().get(ARRIVED)) + 1;
          var memory = new LinkedHashMap<>(other.memory());
          memory.put(ARRIVED, arrived);
          run.put(other.remembers(memory));
        });
    return waiting.isPresent();
  }

  private void meetIfEnough(Run run) {
    run.marking().tokens().stream()
        .filter(other -> other.phase() == TokenPhase.JOINING && isEnough(other))
        .findFirst()
        .ifPresent(other -> meet(run, other));
  }

  void join(Run run, Token token, Step.Join join) {
    if (joins(run, token, token.node())) {
      // both came before the join was asked: it is one visit
      run.marking(run.marking().takenBack(token));
      meetIfEnough(run);
      return;
    }
    var memory = new LinkedHashMap<String, Object>();
    memory.put(ARRIVED, 1);
    if (join.arrivals() != null) {
      memory.put(NEEDED, join.arrivals());
    }
    memory.put(CANCEL_REST, join.cancelRest());
    var joining = run.put(token.waits(TokenPhase.JOINING, null, memory));
    scribe.step(run, joining, StepStatus.WAITING, null, null);
    if (isEnough(joining)) {
      meet(run, joining);
    }
  }

  private static boolean isEnough(Token joining) {
    var needed = number(joining.memory().get(NEEDED));
    return needed > 0 && number(joining.memory().get(ARRIVED)) >= needed;
  }

  /// Goes on behind a join.
  void meet(Run run, Token joining) {
    var arrived = number(joining.memory().get(ARRIVED));
    var needed = number(joining.memory().get(NEEDED));
    if (arrived < needed) {
      refuse(
          run,
          joining,
          new Failure(
              FailureKind.JOIN_INCOMPLETE,
              "only " + arrived + " of " + needed + " paths came, and no other can"));
      return;
    }
    for (var other : new Joins(run.workflow().ancestors()).stillComing(run.marking(), joining)) {
      if (Boolean.TRUE.equals(joining.memory().get(CANCEL_REST))) {
        giveUp(run, other);
      } else {
        run.put(other.lateFor(joining.node()));
      }
    }
    leave(run, joining, Map.of(ARRIVED, arrived), null);
  }

  void loop(Run run, Token token, Step.Loop loop) {
    loops.begin(run, token, loop);
  }

  /// The token's path leads nowhere further.
  void ended(Run run, Token token) {
    run.marking(run.marking().without(token));
    loops.pathEnded(run, token);
  }

  /// The token and all inside of its loop end here, whatever they were about.
  void giveUp(Run run, Token token) {
    run.marking().within(token).toList().forEach(inner -> drop(run, inner));
    drop(run, token);
  }

  private void drop(Run run, Token token) {
    scribe.step(run, token, StepStatus.SKIPPED, null, null);
    run.forget(token);
    run.marking(run.marking().without(token));
  }

  /// The node fails, and no attempt of it was counted.
  void refuse(Run run, Token token, Failure failure) {
    metrics.failed(failure.kind());
    fail(run, token, failure);
  }

  /// The node's failure is final: it goes by the `error` edge, or fails the loop around it, or the
  /// execution.
  void fail(Run run, Token token, Failure failure) {
    var node = run.node(token);
    scribe.step(run, token, StepStatus.FAILED, null, failure);
    scribe.line(run, token, Level.ERROR, "'" + node.label() + "' failed: " + failure.message());
    if (isHandled(run, token)) {
      handle(run, token, failure);
    } else {
      run.put(token.phase(TokenPhase.FAILED));
      over(run, ExecutionStatus.FAILED, null, failure);
    }
  }

  private static boolean isHandled(Run run, Token token) {
    if (Ways.afterFailure(run.node(token)).isPresent()) {
      return true;
    }
    var loop = token.loop() == null ? null : run.token(token.loop());
    return loop != null && (!LoopMemory.of(loop).stopOnFailure() || isHandled(run, loop));
  }

  private void handle(Run run, Token token, Failure failure) {
    var rescue = Ways.afterFailure(run.node(token));
    if (rescue.isPresent()) {
      run.left(token, Map.of("error", failure.toMap()));
      take(run, token, List.of(rescue.get()));
      return;
    }
    var loop = run.token(Objects.requireNonNull(token.loop()));
    if (LoopMemory.of(loop).stopOnFailure()) {
      run.marking().within(loop).toList().forEach(inner -> drop(run, inner));
      scribe.step(run, loop, StepStatus.FAILED, null, failure);
      handle(run, loop, failure);
    } else {
      loops.itemFailed(run, loop, token);
    }
  }

  /// Every path came to its end.
  void complete(Run run) {
    over(run, ExecutionStatus.COMPLETED, null, null);
  }

  /// The token came to an end that is meant to end all.
  void end(Run run, Token token, boolean failed, String outcome) {
    scribe.step(run, token, StepStatus.COMPLETED, Map.of("outcome", outcome), null);
    if (!failed) {
      run.marking().tokens().stream()
          .filter(other -> other.id() != token.id())
          .forEach(other -> drop(run, other));
      over(run, ExecutionStatus.COMPLETED, outcome, null);
      return;
    }
    run.put(token.phase(TokenPhase.FAILED));
    metrics.failed(FailureKind.ENDED_FAILED);
    over(
        run,
        ExecutionStatus.FAILED,
        outcome,
        new Failure(
            FailureKind.ENDED_FAILED, "the workflow ended at '" + run.node(token).label() + "'"));
  }

  /// It cannot go on, wherever it stands.
  void breakDown(Run run, Failure failure) {
    metrics.failed(failure.kind());
    over(run, ExecutionStatus.FAILED, null, failure);
  }

  private void over(
      Run run, ExecutionStatus status, @Nullable String outcome, @Nullable Failure failure) {
    if (failure == null) {
      scribe.line(run, null, Level.INFO, "completed");
      run.marking(run.marking().cleared());
    } else {
      scribe.line(run, null, Level.ERROR, "failed: " + failure.message());
      run.marking().tokens().stream()
          .filter(token -> token.phase() != TokenPhase.FAILED)
          .forEach(token -> scribe.step(run, token, StepStatus.SKIPPED, null, null));
    }
    run.changing().clear();
    run.reaching().clear();
    run.verdict(new Verdict(status, outcome, failure));
  }

  private static int number(@Nullable Object value) {
    return value instanceof Number number ? number.intValue() : 0;
  }
}
