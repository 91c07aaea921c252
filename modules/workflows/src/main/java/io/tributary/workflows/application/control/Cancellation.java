package io.tributary.workflows.application.control;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.control.Decision.Change;
import io.tributary.workflows.application.port.out.executions.ExecutionControl;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.application.port.out.executions.RecallEffects;
import io.tributary.workflows.application.port.out.executions.ReturnSlots;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Ends executions, and with them those for whose end they wait.
@Component
final class Cancellation {
  private final Changes changes;
  private final ExecutionControl control;
  private final Announcements announcements;
  private final RecallEffects recall;
  private final ReturnSlots slots;

  Cancellation(
      Changes changes,
      ExecutionControl control,
      Announcements announcements,
      RecallEffects recall,
      ReturnSlots slots) {
    this.changes = changes;
    this.control = control;
    this.announcements = announcements;
    this.recall = recall;
    this.slots = slots;
  }

  /// Inside a worker's transaction.
  ///
  /// @return for each of `executions` what was decided, and done
  Mono<Map<UUID, Decision>> cancel(
      WorkspaceId workspace, Collection<UUID> executions, Instant now) {
    return Mono.defer(
        () -> {
          var all = new LinkedHashMap<UUID, Decision>();
          var ended = new ArrayList<HeldExecution>();
          return level(workspace, executions, now, all, ended, 0)
              .then(Mono.defer(() -> changes.write(workspace, Changes.changes(all), now)))
              .then(Mono.defer(() -> tell(workspace, ended, now)))
              .then(Mono.fromSupplier(() -> of(executions, all)));
        });
  }

  /// Level by level: one that is held starts no others.
  private Mono<Void> level(
      WorkspaceId workspace,
      Collection<UUID> executions,
      Instant now,
      Map<UUID, Decision> all,
      List<HeldExecution> ended,
      int depth) {
    return changes
        .hold(workspace, executions)
        .flatMap(
            held -> {
              var stopped = new ArrayList<UUID>();
              for (var each : held) {
                var decision = Rules.cancel(each, now);
                if (all.putIfAbsent(each.id(), decision) == null && decision instanceof Change) {
                  ended.add(each);
                  stopped.add(each.id());
                }
              }
              return control.liveChildren(workspace, stopped).collectList();
            })
        .flatMap(
            children ->
                children.isEmpty() || depth == SubWorkflows.MAX_DEPTH
                    ? Mono.empty()
                    : level(workspace, children, now, all, ended, depth + 1));
  }

  private Mono<Void> tell(WorkspaceId workspace, List<HeldExecution> ended, Instant now) {
    if (ended.isEmpty()) {
      return Mono.empty();
    }
    var refs = ended.stream().map(HeldExecution::ref).toList();
    var workflows = ended.stream().map(HeldExecution::workflowId).collect(toUnmodifiableSet());
    return slots
        .ended(workspace.value(), refs, workflows)
        .then(announcements.cancelled(ended, now))
        .then(recall.cancelledAfterCommit(refs));
  }

  private static Map<UUID, Decision> of(Collection<UUID> executions, Map<UUID, Decision> all) {
    var asked = new LinkedHashMap<UUID, Decision>();
    executions.forEach(id -> asked.put(id, all.getOrDefault(id, Changes.missing())));
    return asked;
  }
}
