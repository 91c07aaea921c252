package io.tributary.workflows.adapter.out.persistence;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicLongArray;

/// A counter per workspace, in bounded space: workspaces that share a slot only forget more often
/// than they need.
final class Generations {
  private static final int SLOTS = 4_096;

  private final AtomicLongArray counters = new AtomicLongArray(SLOTS);

  long of(UUID workspace) {
    return counters.get(slot(workspace));
  }

  void raise(UUID workspace) {
    counters.incrementAndGet(slot(workspace));
  }

  void raiseAll() {
    for (int slot = 0; slot < SLOTS; slot++) {
      counters.incrementAndGet(slot);
    }
  }

  private static int slot(UUID workspace) {
    return Math.floorMod(workspace.hashCode(), SLOTS);
  }
}
