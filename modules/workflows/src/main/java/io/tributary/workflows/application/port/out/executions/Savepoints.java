package io.tributary.workflows.application.port.out.executions;

import java.util.function.Function;
import reactor.core.publisher.Mono;

/// Lets a part of a transaction fail alone.
public interface Savepoints {
  /// Inside a transaction. If `work` signals an error, what it did to the database is undone and
  /// `otherwise` runs in its place; what was to follow its commit still does.
  ///
  /// Signals the error itself if the database cannot go back, for instance because the connection
  /// is lost.
  <T> Mono<T> attempt(Mono<T> work, Function<Throwable, Mono<T>> otherwise);
}
