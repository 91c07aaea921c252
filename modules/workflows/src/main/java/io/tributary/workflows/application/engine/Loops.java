package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import io.tributary.workflows.domain.execution.Ways;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Goes through lists: an item ends when all its paths have ended, or came back to the loop.
final class Loops {
  private final Paths paths;
  private final Nodes nodes;
  private final Scribe scribe;

  Loops(Paths paths, Nodes nodes, Scribe scribe) {
    this.paths = paths;
    this.nodes = nodes;
    this.scribe = scribe;
  }

  void begin(Run run, Token token, Step.Loop loop) {
    if (loop.items().size() > Step.Loop.MAX_ITEMS) {
      paths.refuse(
          run,
          token,
          new Failure(
              FailureKind.LOOP_LIMIT,
              "has " + loop.items().size() + " items, more than " + Step.Loop.MAX_ITEMS));
      return;
    }
    var memory =
        LoopMemory.begin(loop.items(), loop.parallel(), loop.stopOnFailure(), loop.collects());
    var looping = run.put(token.waits(TokenPhase.LOOPING, null, memory.toMap()));
    scribe.step(run, looping, StepStatus.WAITING, null, null);
    goOn(run, looping.id());
  }

  /// Begins as many items as may run at a time; leaves the loop when all are over.
  private void goOn(Run run, int loopId) {
    var loop = run.token(loopId);
    var memory = LoopMemory.of(loop);
    if (memory.isOver()) {
      paths.leave(run, loop, memory.output(), null);
      return;
    }
    var body = run.node(loop).edgesFrom(Ways.EACH);
    while (run.isOpen() && memory.hasMore() && memory.next() - memory.ended() < memory.parallel()) {
      var item = memory.next();
      memory = memory.begun();
      loop = run.put(loop.remembers(memory.toMap()));
      paths.beginItem(run, loop, item, body.getFirst().target());
    }
  }

  /// Whether the token comes back to the loop inside of which it is.
  boolean isBackAt(Run run, Token token, String node) {
    var loop = token.loop();
    return loop != null && run.token(loop).node().equals(node);
  }

  /// @param last the token that is gone
  void pathEnded(Run run, Token last) {
    var loopId = last.loop();
    if (loopId == null || run.marking().tokens().stream().anyMatch(last::isBeside)) {
      return;
    }
    itemOver(run, run.token(loopId), last, true);
  }

  /// @param failed the token whose failure nothing else handles
  void itemFailed(Run run, Token loop, Token failed) {
    for (var beside : List.copyOf(run.marking().tokens())) {
      if (beside.id() != failed.id() && beside.isBeside(failed)) {
        paths.giveUp(run, beside);
      }
    }
    run.marking(run.marking().without(failed));
    itemOver(run, run.token(loop.id()), failed, false);
  }

  private void itemOver(Run run, Token loop, Token last, boolean well) {
    var memory = LoopMemory.of(loop);
    var left = well && memory.results() != null ? collect(run, loop, last) : null;
    run.put(
        loop.remembers(memory.itemEnded(Objects.requireNonNull(last.item()), well, left).toMap()));
    goOn(run, loop.id());
  }

  private @Nullable Object collect(Run run, Token loop, Token last) {
    return nodes.collect(run, loop, last);
  }
}
