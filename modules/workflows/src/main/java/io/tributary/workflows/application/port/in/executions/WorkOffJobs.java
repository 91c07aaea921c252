package io.tributary.workflows.application.port.in.executions;

import reactor.core.publisher.Mono;

/// Brings jobs to their end.
public interface WorkOffJobs {
  /// One batch of the job whose turn it is, in one transaction. Any node may do it.
  ///
  /// @return whether there was one
  Mono<Boolean> workOneBatch();

  /// Calls `wake` when a job is there to be worked off.
  void onWork(Runnable wake);
}
