package io.tributary.workflows.application.control;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.control.Decision.Unchanged;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import io.tributary.workflows.application.port.out.executions.ControlWrite.Move;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Lets executions that wait go on by another version of their workflow. Inside a worker's
/// transaction.
@Component
final class Migrations {
  private final Changes changes;
  private final PublishedWorkflows published;
  private final StartableWorkflows workflows;

  Migrations(Changes changes, PublishedWorkflows published, StartableWorkflows workflows) {
    this.changes = changes;
    this.published = published;
    this.workflows = workflows;
  }

  /// Of one workflow.
  ///
  /// @return for each of `executions` what was decided, and done
  Mono<Map<UUID, Decision>> migrate(
      WorkspaceId workspace, Collection<UUID> executions, @Nullable Integer version, Instant now) {
    return changes
        .hold(workspace, executions)
        .flatMap(
            held ->
                targets(held, version)
                    .flatMap(targets -> decide(workspace, executions, held, targets, now)));
  }

  private Mono<Map<UUID, Decision>> decide(
      WorkspaceId workspace,
      Collection<UUID> executions,
      List<HeldExecution> held,
      Map<Key, CompiledWorkflow> versions,
      Instant now) {
    var decided = new LinkedHashMap<UUID, Decision>();
    for (var each : held) {
      var target = versions.get(new Key(each.workflowId(), 0));
      var from = versions.get(new Key(each.workflowId(), each.workflowVersion()));
      decided.put(
          each.id(),
          target == null
              ? new Refused(
                  InvalidInput.of("/version", "not-found", "no such published version"), false)
              : decide(each, from, target));
    }
    executions.forEach(id -> decided.computeIfAbsent(id, any -> Changes.missing()));
    return changes.write(workspace, Changes.changes(decided), now).thenReturn(decided);
  }

  /// @param number 0 for the target
  private record Key(UUID workflowId, int number) {}

  private Mono<Map<Key, CompiledWorkflow>> targets(
      List<HeldExecution> held, @Nullable Integer version) {
    var versions =
        Flux.fromIterable(held)
            .map(each -> new Key(each.workflowId(), each.workflowVersion()))
            .distinct()
            .concatMap(
                key -> find(held, key.workflowId(), key.number()).map(w -> Map.entry(key, w)));
    var targets =
        Flux.fromIterable(held)
            .map(HeldExecution::workflowId)
            .distinct()
            .concatMap(
                id ->
                    numberOf(held, id, version)
                        .flatMap(number -> find(held, id, number))
                        .map(workflow -> Map.entry(new Key(id, 0), workflow)));
    return versions.concatWith(targets).collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private Mono<Integer> numberOf(
      List<HeldExecution> held, UUID workflowId, @Nullable Integer version) {
    return version != null
        ? Mono.just(version)
        : workflows
            .current(held.getFirst().workspaceId(), workflowId)
            .mapNotNull(StartableWorkflows.Current::version);
  }

  private Mono<CompiledWorkflow> find(List<HeldExecution> held, UUID workflowId, int number) {
    return published.find(held.getFirst().workspaceId(), workflowId, number);
  }

  private static Decision decide(
      HeldExecution held, @Nullable CompiledWorkflow from, CompiledWorkflow target) {
    if (held.status().ended()) {
      return Rules.ended(held);
    }
    if (held.workflowVersion() == target.version()) {
      return new Unchanged("it runs by that version already");
    }
    for (var token : held.marking().tokens()) {
      var fault = faultOf(token, from, target);
      if (fault != null) {
        return new Refused(new NotInState(fault, held.status().name()), true);
      }
    }
    return new Change(
        write(held, target), "goes on by version " + target.version() + " of its workflow");
  }

  private static @Nullable String faultOf(
      Token token, @Nullable CompiledWorkflow from, CompiledWorkflow target) {
    if (token.phase() == TokenPhase.REACHING) {
      return "an effect of node '" + token.node() + "' is under way";
    }
    var before = from == null ? null : from.nodes().get(token.node());
    var after = target.nodes().get(token.node());
    if (after == null) {
      return "version " + target.version() + " has no node '" + token.node() + "'";
    }
    return before == null || !before.type().equals(after.type())
        ? "node '" + token.node() + "' is of another type in version " + target.version()
        : null;
  }

  /// The nodes at which it waits look again, since they may be configured otherwise.
  private static ControlWrite write(HeldExecution held, CompiledWorkflow target) {
    return new ControlWrite(
        held.ref(),
        held.version(),
        held.status(),
        target.version(),
        null,
        null,
        null,
        held.pausedAt(),
        null,
        held.priority(),
        held.paused() ? Move.STAYS : Move.DUE,
        Retries.lookAgain(held.marking()));
  }
}
