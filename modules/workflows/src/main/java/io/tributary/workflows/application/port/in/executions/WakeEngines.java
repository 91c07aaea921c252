package io.tributary.workflows.application.port.in.executions;

import reactor.core.publisher.Mono;

/// Tells the engines of all nodes that something became due, so that they need not find out by
/// looking.
public interface WakeEngines {
  /// After the running transaction's commit.
  Mono<Void> ringAfterCommit();
}
