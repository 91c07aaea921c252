package io.tributary.workflows.adapter.out.nodes;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a node that waits for an event keeps between its visits.
///
/// @param correlationId as it was rendered when the wait began; null for any
/// @param deadline null for none
/// @param after stored events are yet to be looked through from this id on; null if they were
/// @param pending ids of events that arrived and were not looked at yet
record WaitMemory(
    @Nullable String correlationId,
    @Nullable Instant deadline,
    @Nullable UUID after,
    Set<UUID> pending) {
  private static final String CORRELATION = "correlationId";
  private static final String DEADLINE = "deadline";
  private static final String AFTER = "after";
  private static final String PENDING = "pending";

  static WaitMemory of(Map<String, Object> memory) {
    var pending = new LinkedHashSet<UUID>();
    if (memory.get(PENDING) instanceof List<?> ids) {
      ids.forEach(id -> pending.add(UUID.fromString(String.valueOf(id))));
    }
    return new WaitMemory(
        memory.get(CORRELATION) instanceof String text ? text : null,
        memory.get(DEADLINE) instanceof String text ? Instant.parse(text) : null,
        memory.get(AFTER) instanceof String text ? UUID.fromString(text) : null,
        pending);
  }

  Map<String, Object> toMap() {
    var map = new LinkedHashMap<String, Object>();
    if (correlationId != null) {
      map.put(CORRELATION, correlationId);
    }
    if (deadline != null) {
      map.put(DEADLINE, deadline.toString());
    }
    if (after != null) {
      map.put(AFTER, after.toString());
    }
    if (!pending.isEmpty()) {
      map.put(PENDING, pending.stream().map(UUID::toString).toList());
    }
    return map;
  }

  WaitMemory with(Set<UUID> more) {
    var all = new LinkedHashSet<>(pending);
    all.addAll(more);
    return new WaitMemory(correlationId, deadline, after, all);
  }

  WaitMemory from(@Nullable UUID later, Set<UUID> left) {
    return new WaitMemory(correlationId, deadline, later, left);
  }

  boolean hasMoreToLookAt() {
    return after != null || !pending.isEmpty();
  }

  boolean isLate(Instant now) {
    return deadline != null && !deadline.isAfter(now);
  }
}
