package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/// Which effects run and which wait for a place: so many at a time, so many for one workspace, and
/// workspaces take turns, so that one whose targets are slow delays nobody else.
final class Effects {
  private final int limit;
  private final int limitPerWorkspace;
  private final Map<UUID, Lane> lanes = new LinkedHashMap<>();
  private int running;
  private int waiting;

  Effects(int limit, int limitPerWorkspace) {
    this.limit = limit;
    this.limitPerWorkspace = limitPerWorkspace;
  }

  synchronized void add(Effect effect) {
    lanes.computeIfAbsent(effect.workspaceId(), any -> new Lane()).waiting.add(effect);
    waiting++;
  }

  /// Those that may begin now; each must be given to `done` when it ended.
  synchronized List<Effect> begin() {
    var begun = new ArrayList<Effect>();
    var found = true;
    while (found && running < limit) {
      found = false;
      for (var workspace : List.copyOf(lanes.keySet())) {
        var lane = lanes.get(workspace);
        if (lane == null || lane.running.size() >= limitPerWorkspace || running >= limit) {
          continue;
        }
        var effect = lane.waiting.poll();
        if (effect != null) {
          lane.running.add(effect);
          running++;
          waiting--;
          begun.add(effect);
          found = true;
          // its next turn comes after everybody else's
          lanes.remove(workspace);
          lanes.put(workspace, lane);
        }
      }
    }
    return begun;
  }

  synchronized void done(Effect effect) {
    var lane = lanes.get(effect.workspaceId());
    if (lane != null && lane.running.remove(effect)) {
      running--;
      if (lane.running.isEmpty() && lane.waiting.isEmpty()) {
        lanes.remove(effect.workspaceId());
      }
    }
  }

  /// Takes out what has not begun.
  synchronized List<Effect> drop() {
    var dropped = new ArrayList<Effect>();
    for (var lane : lanes.values()) {
      dropped.addAll(lane.waiting);
      lane.waiting.clear();
    }
    waiting = 0;
    return dropped;
  }

  synchronized int size() {
    return running + waiting;
  }

  /// How many run or wait, of each workspace at most `count`: one with many more weighs no heavier.
  synchronized int load(int count) {
    return lanes.values().stream().mapToInt(lane -> Math.min(lane.size(), count)).sum();
  }

  /// Workspaces with `count` or more, running or waiting.
  synchronized List<UUID> busy(int count) {
    return lanes.entrySet().stream()
        .filter(lane -> lane.getValue().size() >= count)
        .map(Map.Entry::getKey)
        .toList();
  }

  synchronized List<ExecutionRef> executions() {
    var refs = new LinkedHashSet<ExecutionRef>();
    for (var lane : lanes.values()) {
      lane.running.forEach(effect -> refs.add(effect.execution()));
      lane.waiting.forEach(effect -> refs.add(effect.execution()));
    }
    return List.copyOf(refs);
  }

  /// Takes out those that wait, and lists those that run, of the ones that `which` names.
  synchronized List<Effect> take(UUID workspace, Predicate<Effect> which) {
    var lane = lanes.get(workspace);
    if (lane == null) {
      return List.of();
    }
    var before = lane.waiting.size();
    lane.waiting.removeIf(which);
    waiting -= before - lane.waiting.size();
    var running = lane.running.stream().filter(which).toList();
    if (lane.running.isEmpty() && lane.waiting.isEmpty()) {
      lanes.remove(workspace);
    }
    return running;
  }

  private static final class Lane {
    private final ArrayDeque<Effect> waiting = new ArrayDeque<>();
    private final List<Effect> running = new ArrayList<>();

    int size() {
      return running.size() + waiting.size();
    }
  }
}
