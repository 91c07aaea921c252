package io.tributary.kernel.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// ShedLock waits for its lock in the calling thread, so it is called on threads that may wait.
final class StoredClusterLock implements ClusterLock {
  private final LockProvider locks;

  StoredClusterLock(LockProvider locks) {
    this.locks = locks;
  }

  @Override
  public <T> Mono<T> tryRun(String name, Duration atMost, Duration atLeast, Mono<T> work) {
    return Mono.usingWhen(
        acquire(name, atMost, atLeast),
        held -> held.isPresent() ? work : Mono.empty(),
        StoredClusterLock::release);
  }

  private Mono<Optional<SimpleLock>> acquire(String name, Duration atMost, Duration atLeast) {
    return Mono.fromCallable(
            () -> locks.lock(new LockConfiguration(Instant.now(), name, atMost, atLeast)))
        .subscribeOn(Schedulers.boundedElastic());
  }

  private static Mono<Void> release(Optional<SimpleLock> held) {
    return Mono.<Void>fromRunnable(() -> held.ifPresent(SimpleLock::unlock))
        .subscribeOn(Schedulers.boundedElastic());
  }
}
