package io.tributary.kernel.outbox;

import java.time.Duration;

/// How far listeners are behind.
public interface OutboxLag {
  /// For how long the first event that waits has been due, of all listeners; zero if none waits.
  /// Looked at once a second, so that asking costs nothing. An event whose next attempt is not yet
  /// due does not count.
  Duration current();
}
