package io.tributary.workflows.application.control;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.port.in.executions.CancelExecution;
import io.tributary.workflows.application.port.in.executions.ControlExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionWatch;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ControlExecutionsService implements ControlExecutions, CancelExecution {
  private final Changes changes;
  private final Cancellation cancellation;
  private final Retries retries;
  private final Migrations migrations;
  private final Attempting attempting;
  private final ExecutionWatch watch;
  private final Clock clock;

  ControlExecutionsService(
      Changes changes,
      Cancellation cancellation,
      Retries retries,
      Migrations migrations,
      Attempting attempting,
      ExecutionWatch watch,
      Clock clock) {
    this.changes = changes;
    this.cancellation = cancellation;
    this.retries = retries;
    this.migrations = migrations;
    this.attempting = attempting;
    this.watch = watch;
    this.clock = clock;
  }

  @Override
  public Mono<Void> pause(WorkspaceId workspace, UUID executionId) {
    return change(workspace, executionId, Rules::pause);
  }

  @Override
  public Mono<Void> resume(WorkspaceId workspace, UUID executionId) {
    return change(workspace, executionId, (held, now) -> Rules.resume(held));
  }

  @Override
  public Mono<Void> retry(WorkspaceId workspace, UUID executionId, Map<String, Object> variables) {
    return change(workspace, executionId, (held, now) -> retries.retry(held, variables, now));
  }

  @Override
  public Mono<Void> migrate(WorkspaceId workspace, UUID executionId, @Nullable Integer version) {
    return Mono.defer(
        () ->
            one(
                workspace,
                executionId,
                migrations.migrate(workspace, List.of(executionId), version, clock.instant())));
  }

  @Override
  public Mono<Void> cancel(WorkspaceId workspace, UUID executionId) {
    return Mono.defer(
        () ->
            one(
                workspace,
                executionId,
                cancellation.cancel(workspace, List.of(executionId), clock.instant())));
  }

  private Mono<Void> change(
      WorkspaceId workspace, UUID executionId, BiFunction<HeldExecution, Instant, Decision> rule) {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          return one(
              workspace,
              executionId,
              changes.apply(workspace, List.of(executionId), now, held -> rule.apply(held, now)));
        });
  }

  private Mono<Void> one(
      WorkspaceId workspace, UUID executionId, Mono<Map<UUID, Decision>> decisions) {
    return attempting
        .asWorker(decisions)
        .doOnNext(decided -> watch.changed(workspace.value(), executionId))
        .doOnNext(
            decided -> {
              if (decided.get(executionId) instanceof Refused(var problem, var any)) {
                throw problem;
              }
            })
        .then();
  }
}
