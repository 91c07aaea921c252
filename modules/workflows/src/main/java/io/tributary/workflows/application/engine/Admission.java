package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.engine.Limits.Limit;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SlotStore.Newcomer;
import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import io.tributary.workflows.application.port.out.executions.SlotStore.Slot;
import io.tributary.workflows.application.port.out.executions.SlotStore.Standing;
import io.tributary.workflows.application.port.out.executions.SlotStore.Usage;
import io.tributary.workflows.application.port.out.executions.SlotStore.Waiting;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.WorkflowSettings.Concurrency;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Decides which executions of a batch get their slots. Each asks its workflow first and then its
/// workspace, so that none takes a place in the workspace's line that its workflow has no room for.
final class Admission {
  private static final Duration SHORTLY = Duration.ofMillis(250);
  private static final Comparator<Candidate> LATEST_FIRST =
      Comparator.comparing((Candidate each) -> each.ref().id().toString()).reversed();

  private final List<Candidate> candidates;
  private final Map<ExecutionRef, Map<Scope, Standing>> standings = new HashMap<>();
  private final Map<ExecutionRef, Integer> priorities = new HashMap<>();
  private final Map<ExecutionRef, Set<Scope>> above;
  private final Map<Scope, Room> rooms = new HashMap<>();
  private final Map<Scope, List<Candidate>> displacing = new LinkedHashMap<>();
  private final List<Candidate> passed = new ArrayList<>();
  private final Map<ExecutionRef, Work> works = new HashMap<>();
  private final List<Slot> slots = new ArrayList<>();
  private final List<Waiting> waiting = new ArrayList<>();
  private final Instant now;

  /// @param above the slots that those have who wait for the executions: these go under them, or
  ///     both would wait for each other
  Admission(
      List<Candidate> candidates,
      List<Standing> known,
      Map<ExecutionRef, Set<Scope>> above,
      Instant now) {
    for (var standing : known) {
      priorities.put(standing.execution(), standing.priority());
      var scope = standing.scope();
      if (scope != null) {
        standings
            .computeIfAbsent(standing.execution(), any -> new HashMap<>())
            .put(scope, standing);
      }
    }
    this.candidates = candidates.stream().sorted(Comparator.comparing(this::rank)).toList();
    this.above = above;
    this.now = now;
  }

  private String rank(Candidate candidate) {
    return priority(candidate) + "/" + candidate.ref().id();
  }

  private int priority(Candidate candidate) {
    return priorities.getOrDefault(candidate.ref(), 1);
  }

  void rooms(Map<Scope, Integer> limits, Map<Scope, Usage> usage) {
    usage.forEach((scope, used) -> rooms.put(scope, new Room(limits.getOrDefault(scope, 0), used)));
  }

  /// @return those for whom there is room only if others end; `order` is to be called about them
  List<Newcomer> askWorkflows() {
    for (var candidate : candidates) {
      var concurrency = candidate.limit().workflow();
      if (concurrency == null) {
        passed.add(candidate);
      } else {
        askWorkflow(candidate, concurrency);
      }
    }
    displacing.values().forEach(newcomers -> newcomers.sort(LATEST_FIRST));
    displacing.forEach((scope, newcomers) -> trim(scope, newcomers, Map.of()));
    return displacing.entrySet().stream()
        .filter(entry -> entry.getValue().size() > roomOf(entry.getKey()).free())
        .flatMap(entry -> entry.getValue().stream().map(each -> newcomer(entry.getKey(), each)))
        .toList();
  }

  private static Newcomer newcomer(Scope scope, Candidate candidate) {
    return new Newcomer(scope, candidate.ref().id());
  }

  /// Batches that were claimed together ask in any order: of what asks after later ones have begun
  /// nobody is displaced.
  ///
  /// @param later how many later executions have slots, by newcomer
  /// @return how many others would have to end for those up to the last newcomer of each workflow
  Map<Newcomer, Integer> order(Map<UUID, Integer> later) {
    var wanted = new HashMap<Newcomer, Integer>();
    displacing.forEach(
        (scope, newcomers) -> {
          trim(scope, newcomers, later);
          var missing = newcomers.size() - roomOf(scope).free();
          if (missing > 0) {
            wanted.put(newcomer(scope, newcomers.getFirst()), missing);
          }
        });
    return wanted;
  }

  private void askWorkflow(Candidate candidate, Concurrency concurrency) {
    var scope = candidate.workflowScope();
    switch (concurrency.policy()) {
      case QUEUE -> {
        if (take(candidate, scope)) {
          passed.add(candidate);
        } else {
          hold(candidate, scope);
        }
      }
      case SKIP -> {
        if (isHeld(candidate, scope)) {
          hold(candidate, scope);
        } else if (take(candidate, scope)) {
          passed.add(candidate);
        } else {
          refuse(candidate, Slots.SKIPPED);
        }
      }
      case CANCEL_PREVIOUS -> {
        if (isHeld(candidate, scope)) {
          hold(candidate, scope);
        } else if (has(candidate, scope)) {
          passed.add(candidate);
        } else {
          displacing.computeIfAbsent(scope, any -> new ArrayList<>()).add(candidate);
        }
      }
    }
  }

  /// Where as many later ones as may run at all have slots or ask for them, the earlier give way.
  private void trim(Scope scope, List<Candidate> newcomers, Map<UUID, Integer> later) {
    var limit = roomOf(scope).limit;
    while (!newcomers.isEmpty()
        && newcomers.size() - 1 + later.getOrDefault(newcomers.getLast().ref().id(), 0) >= limit) {
      refuse(newcomers.removeLast(), Slots.SUPERSEDED);
    }
  }

  /// @param ended how many gave way, by workflow
  void displaced(Map<Scope, Integer> ended) {
    displacing.forEach(
        (scope, newcomers) -> {
          var room = roomOf(scope);
          room.taken -= ended.getOrDefault(scope, 0);
          for (var newcomer : newcomers) {
            if (room.free() > 0) {
              room.taken++;
              put(newcomer, scope, false);
              passed.add(newcomer);
            } else {
              // whoever has a slot is being written just now
              waiting.add(new Waiting(newcomer.ref(), SHORTLY));
            }
          }
        });
    passed.sort(Comparator.comparing(this::rank));
  }

  void askWorkspaces() {
    for (var candidate : passed) {
      var scope = candidate.workspaceScope();
      if (candidate.limit().workspace() == null || take(candidate, scope)) {
        works.put(candidate.ref(), candidate.work());
      } else {
        hold(candidate, scope);
      }
    }
  }

  private boolean isHeld(Candidate candidate, Scope scope) {
    var standing = standings.getOrDefault(candidate.ref(), Map.of()).get(scope);
    return standing != null && standing.held();
  }

  /// Whether it has a slot already, or needs none.
  private boolean has(Candidate candidate, Scope scope) {
    var standing = standings.getOrDefault(candidate.ref(), Map.of()).get(scope);
    return standing == null
        ? above.getOrDefault(candidate.ref(), Set.of()).contains(scope)
        : !standing.held();
  }

  private boolean take(Candidate candidate, Scope scope) {
    if (has(candidate, scope)) {
      return true;
    }
    if (isHeld(candidate, scope) || !roomOf(scope).take(priority(candidate))) {
      return false;
    }
    put(candidate, scope, false);
    return true;
  }

  private void hold(Candidate candidate, Scope scope) {
    if (!isHeld(candidate, scope)) {
      put(candidate, scope, true);
    }
    waiting.add(new Waiting(candidate.ref(), candidate.timeLeft(now)));
  }

  private void put(Candidate candidate, Scope scope, boolean held) {
    slots.add(new Slot(scope, candidate.ref().id(), held, priority(candidate)));
  }

  private void refuse(Candidate candidate, String outcome) {
    works.put(candidate.ref(), candidate.work().refused(outcome));
  }

  private Room roomOf(Scope scope) {
    return rooms.computeIfAbsent(scope, any -> new Room(0, new Usage(0, List.of(0, 0, 0))));
  }

  /// Slots to store: new ones only.
  List<Slot> slots() {
    return slots;
  }

  List<Waiting> waiting() {
    return waiting;
  }

  /// What goes on of `all`, in its order.
  List<Work> admitted(List<Work> all) {
    var asked = new HashSet<ExecutionRef>();
    candidates.forEach(candidate -> asked.add(candidate.ref()));
    return all.stream()
        .<Work>mapMulti(
            (work, sink) -> {
              var ref = work.execution().ref();
              var answer = asked.contains(ref) ? works.get(ref) : work;
              if (answer != null) {
                sink.accept(answer);
              }
            })
        .toList();
  }

  /// An execution that has not begun and may not without slots.
  record Candidate(Work work, Limit limit) {
    ExecutionRef ref() {
      return work.execution().ref();
    }

    Scope workflowScope() {
      return Slots.scopeOf(work.execution());
    }

    Scope workspaceScope() {
      return Slots.workspaceOf(work.execution());
    }

    /// Until its time limit; null if it has none.
    @Nullable Duration timeLeft(Instant now) {
      var timeLimit = limit.timeLimit();
      return timeLimit == null ? null : left(work.execution(), timeLimit, now);
    }

    boolean isOverdue(Instant now) {
      var left = timeLeft(now);
      return left != null && (left.isNegative() || left.isZero());
    }

    private static Duration left(StoredExecution execution, Duration timeLimit, Instant now) {
      return Duration.between(now, execution.createdAt().plus(timeLimit));
    }
  }

  private static final class Room {
    private final int limit;
    private final List<Integer> held;
    private int taken;

    Room(int limit, Usage usage) {
      this.limit = limit;
      this.held = usage.held();
      this.taken = usage.taken();
    }

    int free() {
      return limit - taken;
    }

    /// Not past those that wait longer with the same priority or a higher one.
    boolean take(int priority) {
      var ahead = 0;
      for (int higher = 0; higher <= priority; higher++) {
        ahead += held.get(higher);
      }
      if (free() <= ahead) {
        return false;
      }
      taken++;
      return true;
    }
  }
}
