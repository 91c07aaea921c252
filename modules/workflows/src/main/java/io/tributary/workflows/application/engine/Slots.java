package io.tributary.workflows.application.engine;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.summingInt;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.tributary.workflows.application.engine.Admission.Candidate;
import io.tributary.workflows.application.engine.Limits.Limit;
import io.tributary.workflows.application.engine.Limits.Version;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SlotStore;
import io.tributary.workflows.application.port.out.executions.SlotStore.Newcomer;
import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import io.tributary.workflows.application.port.out.executions.SlotStore.Slot;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Keeps executions within the limits of their workflows and workspaces: one that has not begun
/// needs a slot of each that has a limit. Where there is no limit this costs no query.
///
/// One that has begun is never held again: if it failed and is retried it may be one too many. One
/// that another waits for goes under the slots of those above it.
///
/// Slots are asked for at the beginning of a batch's transaction, after its places in the queue and
/// before anything else is locked, and given back by deleting rows that nobody else locks: so
/// whoever holds a scope never waits for one that waits for a scope. Passing a slot on needs the
/// scope's lock, so it is not done by the transaction that gives it back, which holds more by then
/// (leads, for instance), but right after its commit: see `Transfers`.
@Component
final class Slots {
  static final String SKIPPED = "skipped";
  static final String SUPERSEDED = "superseded";

  private final Limits limits;
  private final SlotStore store;
  private final Superseding superseding;
  private final Vacancies vacancies;
  private final EngineMetrics metrics;
  private final Clock clock;

  Slots(
      Limits limits,
      SlotStore store,
      Superseding superseding,
      Vacancies vacancies,
      EngineMetrics metrics,
      Clock clock) {
    this.limits = limits;
    this.store = store;
    this.superseding = superseding;
    this.vacancies = vacancies;
    this.metrics = metrics;
    this.clock = clock;
  }

  static Scope scopeOf(StoredExecution execution) {
    return new Scope(execution.workspaceId(), execution.workflowId());
  }

  static Scope workspaceOf(StoredExecution execution) {
    return new Scope(execution.workspaceId(), execution.workspaceId());
  }

  /// Inside a worker's transaction that holds the executions' places in the queue.
  ///
  /// @return what may go on; the others wait
  Mono<List<Work>> admit(List<Work> works, boolean withLogs) {
    var fresh = works.stream().filter(Slots::mayBegin).toList();
    return fresh.isEmpty()
        ? Mono.just(works)
        : limits
            .of(fresh.stream().map(Work::execution).toList())
            .flatMap(found -> admit(works, candidates(fresh, found), withLogs));
  }

  private static boolean mayBegin(Work work) {
    var execution = work.execution();
    return execution.status() == ExecutionStatus.QUEUED
        && !execution.paused()
        && work.fatal() == null;
  }

  private List<Candidate> candidates(List<Work> works, Map<Version, Limit> found) {
    var now = clock.instant();
    return works.stream()
        .map(
            work ->
                new Candidate(work, found.getOrDefault(Version.of(work.execution()), Limit.NONE)))
        .filter(candidate -> !candidate.limit().isNone() && !candidate.isOverdue(now))
        .toList();
  }

  private Mono<List<Work>> admit(List<Work> works, List<Candidate> candidates, boolean withLogs) {
    if (candidates.isEmpty()) {
      return Mono.just(works);
    }
    var refs = candidates.stream().map(Candidate::ref).toList();
    var workflows = new HashMap<Scope, Integer>();
    var workspaces = new HashMap<Scope, Integer>();
    for (var candidate : candidates) {
      var workflow = candidate.limit().workflow();
      var workspace = candidate.limit().workspace();
      if (workflow != null) {
        workflows.put(candidate.workflowScope(), workflow.limit());
      }
      if (workspace != null) {
        workspaces.put(candidate.workspaceScope(), workspace);
      }
    }
    var all = new HashMap<>(workflows);
    all.putAll(workspaces);
    return store
        .lock(all.keySet())
        .then(Mono.defer(() -> store.of(refs)))
        .flatMap(
            known ->
                above(candidates)
                    .map(above -> new Admission(candidates, known, above, clock.instant())))
        .flatMap(
            admission ->
                store
                    .usage(all)
                    .doOnNext(usage -> admission.rooms(all, usage))
                    .then(Mono.defer(() -> wanted(admission, workflows)))
                    .flatMap(wanted -> displace(admission, wanted, works, workspaces, withLogs))
                    .then(Mono.defer(() -> store(admission)))
                    .then(Mono.fromSupplier(() -> admission.admitted(works))));
  }

  private Mono<Map<ExecutionRef, Set<Scope>>> above(List<Candidate> candidates) {
    var children =
        candidates.stream()
            .filter(candidate -> candidate.work().execution().parent() != null)
            .map(Candidate::ref)
            .toList();
    return children.isEmpty() ? Mono.just(Map.of()) : store.ofParents(children);
  }

  private Mono<Map<Newcomer, Integer>> wanted(Admission admission, Map<Scope, Integer> workflows) {
    var newcomers = admission.askWorkflows();
    return newcomers.isEmpty()
        ? Mono.just(Map.of())
        : store.later(newcomers, workflows).map(admission::order);
  }

  /// Those of this batch are left alone: they are about to be written.
  private Mono<Void> displace(
      Admission admission,
      Map<Newcomer, Integer> wanted,
      List<Work> works,
      Map<Scope, Integer> workspaces,
      boolean withLogs) {
    if (wanted.isEmpty()) {
      admission.displaced(Map.of());
      return Mono.empty();
    }
    return store
        .longest(wanted, works.stream().map(work -> work.execution().ref()).toList())
        .filter(found -> !found.isEmpty())
        .flatMap(
            found ->
                superseding
                    .end(
                        found.stream().map(Slot::execution).toList(),
                        SupersededBy.CONCURRENCY,
                        withLogs)
                    .then(Mono.defer(() -> store.usage(workspaces)))
                    .doOnNext(usage -> admission.rooms(workspaces, usage))
                    .thenReturn(found))
        .defaultIfEmpty(List.of())
        .doOnNext(
            found ->
                admission.displaced(
                    found.stream().collect(groupingBy(Slot::scope, summingInt(one -> 1)))))
        .then();
  }

  private Mono<Void> store(Admission admission) {
    admission.askWorkspaces();
    var slots = admission.slots();
    var waiting = admission.waiting();
    return (slots.isEmpty() ? Mono.<Void>empty() : store.put(slots))
        .then(Mono.defer(() -> waiting.isEmpty() ? Mono.empty() : store.wait(waiting)));
  }

  /// Inside the transaction that writes the outcomes.
  Mono<Void> giveBack(List<Outcome> outcomes) {
    var ended =
        outcomes.stream()
            .filter(outcome -> outcome.write().status().ended())
            .map(outcome -> outcome.run().stored())
            .toList();
    return ended.isEmpty()
        ? Mono.empty()
        : limits
            .of(ended)
            .flatMap(
                found ->
                    giveBackSlots(
                        ended.stream()
                            .filter(execution -> mayHaveSlots(execution, found))
                            .toList()))
            .then(countRefused(outcomes));
  }

  /// One that began under a limit that is gone leaves its slots to the sweep: nobody waits for
  /// them.
  private static boolean mayHaveSlots(StoredExecution execution, Map<Version, Limit> found) {
    return !found.getOrDefault(Version.of(execution), Limit.NONE).isNone();
  }

  private Mono<Void> giveBackSlots(List<StoredExecution> ended) {
    var byWorkspace =
        ended.stream()
            .collect(
                groupingBy(
                    StoredExecution::workspaceId,
                    mapping(StoredExecution::workflowId, toUnmodifiableSet())));
    return ended.isEmpty()
        ? Mono.empty()
        : store
            .giveBack(ended.stream().map(StoredExecution::ref).toList())
            .thenMany(
                Flux.fromIterable(byWorkspace.entrySet())
                    .concatMap(entry -> vacancies.afterCommit(entry.getKey(), entry.getValue())))
            .then();
  }

  private Mono<Void> countRefused(List<Outcome> outcomes) {
    var skipped = count(outcomes, SKIPPED);
    var superseded = count(outcomes, SUPERSEDED);
    return skipped + superseded == 0
        ? Mono.empty()
        : AfterCommit.run(
            () -> {
              metrics.skipped(skipped);
              metrics.superseded(SupersededBy.CONCURRENCY, superseded);
            });
  }

  private static int count(List<Outcome> outcomes, String refusal) {
    return (int)
        outcomes.stream()
            .filter(outcome -> outcome.write().status() == ExecutionStatus.CANCELLED)
            .filter(outcome -> refusal.equals(outcome.write().outcome()))
            .count();
  }
}
