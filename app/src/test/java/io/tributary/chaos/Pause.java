package io.tributary.chaos;

import java.time.Duration;

/// Time that must pass: between two faults, in a stall, or at a slow target.
final class Pause {
  private Pause() {}

  static void of(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
