package io.tributary.workflows.application.port.out.executions;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What the engine must look at, and who does. All inside a worker's transaction; all times are the
/// database's.
public interface ExecutionQueue {
  /// Locks what is due until the transaction ends, passing over what others hold. Workspaces take
  /// turns: each gets an equal share of the batch.
  Mono<List<StoredExecution>> claim(Claim claim);

  /// Locks those of `refs` that are still due and nobody holds.
  Mono<List<StoredExecution>> reclaim(UUID owner, List<ExecutionRef> refs);

  /// Locks those that `owner` still leases, due or not.
  Mono<List<StoredExecution>> hold(UUID owner, List<ExecutionRef> refs);

  /// Prolongs the leases that `owner` still has.
  ///
  /// @return whose these are
  Mono<List<ExecutionRef>> extend(UUID owner, Duration lease, List<ExecutionRef> refs);

  /// Gives leases back: what was leased is due at once.
  Mono<Long> release(UUID owner, List<ExecutionRef> refs);

  /// Makes due what hangs on leases that ran out.
  ///
  /// @return how many these were
  Mono<Long> expire();

  /// Until the next one becomes due; empty if none waits for its time.
  Mono<Duration> nextDue();

  /// Depth is counted up to 100,000, so that looking at a long queue does not lengthen it.
  Mono<Backlog> backlog();

  /// @param owner whose leased executions are taken too
  /// @param after the workspace whose turn was last; null to begin anew
  /// @param busy workspaces to pass over
  /// @param limit executions, 1 or more
  record Claim(UUID owner, @Nullable UUID after, List<UUID> busy, int limit) {}

  /// @param due how many wait for the engine
  /// @param oldestSeconds how long the first of them has waited
  record Backlog(long due, double oldestSeconds) {}
}
