package io.tributary.kernel.outbox;

import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the outbox gave up on, for operators.
public interface DeadLetters {
  /// Newest first.
  ///
  /// @param listener only of this listener; null for all
  Mono<Page<DeadLetter>> list(@Nullable String listener, PageRequest page);

  /// Puts one back, with its attempts counted anew. Signals `NotFound`.
  Mono<Void> requeue(UUID id);

  /// Puts back all of a listener, at most 1,000 at a time.
  ///
  /// @return how many were put back
  Mono<Long> requeueAll(String listener);
}
