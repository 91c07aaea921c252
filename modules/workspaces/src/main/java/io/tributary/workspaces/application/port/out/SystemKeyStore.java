package io.tributary.workspaces.application.port.out;

import java.time.Instant;
import reactor.core.publisher.Mono;

/// The one key of the system, where none is configured.
public interface SystemKeyStore {
  /// Stores `hash` if there is none yet.
  ///
  /// @return whether it was stored
  Mono<Boolean> insertFirst(byte[] hash, Instant at);

  Mono<byte[]> hash();
}
