package io.tributary.workflows.application.watching;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import io.tributary.kernel.transactions.DatabaseFailures;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.WatchExecutions;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.ExecutionChanged;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.Opened;
import io.tributary.workflows.application.port.in.executions.WatchExecutions.Change.StepChanged;
import io.tributary.workflows.application.port.out.executions.ExecutionChanges;
import io.tributary.workflows.application.port.out.executions.ExecutionChanges.ChangedStep;
import io.tributary.workflows.application.port.out.executions.ExecutionChanges.Head;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class WatchService implements WatchExecutions {
  private static final Duration MAX_AGE = Duration.ofMinutes(30);

  /// Steps in memory for one who watches: an output has at most 64 KiB.
  private static final int STEPS = 50;

  private final Watchers watchers;
  private final ExecutionChanges changes;
  private final Transactions transactions;

  WatchService(Watchers watchers, ExecutionChanges changes, Transactions transactions) {
    this.watchers = watchers;
    this.changes = changes;
    this.transactions = transactions;
  }

  @Override
  public Mono<Boolean> isOver(WorkspaceId workspace, UUID executionId, Position position) {
    return head(workspace, executionId)
        .switchIfEmpty(Mono.error(() -> new NotFound("execution")))
        .map(head -> head.execution().status().ended() && !position.isBefore(head.version()));
  }

  private Mono<Head> head(WorkspaceId workspace, UUID executionId) {
    return transactions.inWorkspace(workspace, changes.head(workspace, executionId));
  }

  @Override
  public Flux<Change> watch(WorkspaceId workspace, UUID executionId, Position position) {
    return Flux.defer(() -> new Stream(workspace, executionId, position).changes()).take(MAX_AGE);
  }

  /// What one client is told. A tick is taken only when all of the former one was taken: a slow
  /// client holds one page of steps, never a queue of changes.
  private final class Stream {
    private final WorkspaceId workspace;
    private final UUID execution;
    private Position told;
    private boolean opened;

    Stream(WorkspaceId workspace, UUID execution, Position told) {
      this.workspace = workspace;
      this.execution = execution;
      this.told = told;
    }

    Flux<Change> changes() {
      return watchers
          .ticks(new ExecutionRef(workspace.value(), execution))
          .concatMap(tick -> opening().concatWith(round()), 1)
          .doOnNext(this::remember)
          .takeUntil(Stream::isLast)
          .onErrorComplete(this::mayComeAgain);
    }

    /// A client that has been told something loses nothing by coming again from there.
    private boolean mayComeAgain(Throwable failure) {
      return failure instanceof Gone
          || opened && (failure instanceof Overloaded || DatabaseFailures.isTransient(failure));
    }

    private Flux<Change> opening() {
      return opened ? Flux.empty() : Flux.just(new Opened());
    }

    private Flux<Change> round() {
      return Mono.defer(() -> head(workspace, execution))
          .switchIfEmpty(Mono.error(Gone::new))
          .filter(head -> told.isBefore(head.version()))
          .flatMapMany(
              head ->
                  Flux.concat(
                      stepsUpTo(head.version()),
                      Mono.just(
                          new ExecutionChanged(
                              new Position(head.version(), null), head.execution()))));
    }

    private Flux<Change> stepsUpTo(int version) {
      return Mono.defer(
              () ->
                  transactions.inWorkspace(
                      workspace,
                      WatchService.this.changes.steps(workspace, execution, told, version, STEPS)))
          .flatMapMany(
              page ->
                  page.size() < STEPS
                      ? told(page)
                      : told(page).concatWith(Flux.defer(() -> stepsUpTo(version))));
    }

    private static Flux<Change> told(List<ChangedStep> page) {
      return Flux.fromIterable(page)
          .map(
              changed ->
                  new StepChanged(
                      new Position(changed.version(), changed.step().id()), changed.step()));
    }

    private void remember(Change change) {
      switch (change) {
        case Opened() -> opened = true;
        case StepChanged(var position, _) -> told = position;
        case ExecutionChanged(var position, _) -> told = position;
      }
    }

    private static boolean isLast(Change change) {
      return change instanceof ExecutionChanged(_, var execution) && execution.status().ended();
    }
  }

  /// The execution was deleted.
  private static final class Gone extends RuntimeException {
    private static final long serialVersionUID = 1;

    Gone() {
      super("gone", null, false, false);
    }
  }
}
