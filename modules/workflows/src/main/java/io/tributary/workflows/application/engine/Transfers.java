package io.tributary.workflows.application.engine;

import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.workflows.application.port.out.executions.DebounceStore;
import io.tributary.workflows.application.port.out.executions.SlotStore;
import io.tributary.workflows.application.port.out.executions.SlotStore.Scope;
import io.tributary.workflows.application.port.out.executions.SlotStore.Usage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Passes slots on that were given back to those that wait for them, in transactions of their own,
/// which hold nothing but scopes and what they make due.
///
/// A node that dies between a slot's return and its passing on, a limit that is raised or removed,
/// and one that was held by somebody while its turn was, are found by a sweep, every half minute on
/// one node.
@Component
final class Transfers {
  static final Duration SWEEP_INTERVAL = Duration.ofSeconds(30);

  private static final String LOCK = "workflows.slots";
  private static final Duration LOCK_AT_MOST = Duration.ofMinutes(5);
  private static final Duration LOCK_AT_LEAST = Duration.ofSeconds(10);
  private static final int SCOPES = 100;
  private static final int ROWS = 1_000;

  private final Vacancies vacancies;
  private final SlotStore store;
  private final DebounceStore debounces;
  private final Limits limits;
  private final Transactions transactions;
  private final ClusterLock lock;
  private final Bell bell;
  private final EngineMetrics metrics;
  private final Clock clock;
  private volatile Instant nextSweep = Instant.MIN;

  Transfers(
      Vacancies vacancies,
      SlotStore store,
      DebounceStore debounces,
      Limits limits,
      Transactions transactions,
      ClusterLock lock,
      Bell bell,
      EngineMetrics metrics,
      Clock clock) {
    this.vacancies = vacancies;
    this.store = store;
    this.debounces = debounces;
    this.limits = limits;
    this.transactions = transactions;
    this.lock = lock;
    this.bell = bell;
    this.metrics = metrics;
    this.clock = clock;
  }

  /// @return whether there is more to do at once
  Mono<Boolean> turn() {
    var scopes = vacancies.take(SCOPES);
    return scopes.isEmpty()
        ? sweepIfTime().thenReturn(false)
        : takeUp(scopes).doOnError(failure -> vacancies.putBack(scopes)).thenReturn(true);
  }

  private Mono<Void> takeUp(Set<Scope> scopes) {
    return limits
        .present(scopes)
        .flatMap(
            present -> transactions.asWorker(takeUp(scopes, present)).doOnNext(vacancies::putBack))
        .then();
  }

  /// @return scopes where more may wait than were taken up at once
  private Mono<Set<Scope>> takeUp(Set<Scope> scopes, Map<Scope, Integer> limits) {
    var counted = new HashMap<Scope, Integer>();
    scopes.forEach(scope -> counted.put(scope, limits.getOrDefault(scope, ROWS)));
    return store
        .lock(scopes)
        .then(Mono.defer(() -> store.usage(counted)))
        .map(usage -> free(usage, limits))
        .filter(free -> !free.isEmpty())
        .flatMap(
            free ->
                store
                    .takeUp(free)
                    .flatMap(
                        taken ->
                            taken == 0
                                ? Mono.just(Set.<Scope>of())
                                : bell.ringAfterCommit().thenReturn(left(free, taken))))
        .defaultIfEmpty(Set.of());
  }

  private static Map<Scope, Integer> free(Map<Scope, Usage> usage, Map<Scope, Integer> limits) {
    var free = new HashMap<Scope, Integer>();
    usage.forEach(
        (scope, used) -> {
          var limit = limits.get(scope);
          var room = limit == null ? ROWS : Math.min(ROWS, limit - used.taken());
          if (room > 0 && used.held().stream().anyMatch(held -> held > 0)) {
            free.put(scope, room);
          }
        });
    return free;
  }

  private static Set<Scope> left(Map<Scope, Integer> free, long taken) {
    return taken < ROWS ? Set.of() : Set.copyOf(free.keySet());
  }

  private Mono<Void> sweepIfTime() {
    var now = clock.instant();
    if (now.isBefore(nextSweep)) {
      return Mono.empty();
    }
    nextSweep = now.plus(SWEEP_INTERVAL.dividedBy(2));
    return lock.tryRun(LOCK, LOCK_AT_MOST, LOCK_AT_LEAST, sweep())
        .then(transactions.asWorker(store.countHeld()))
        .doOnNext(metrics::heldAre)
        .then();
  }

  private Mono<Long> sweep() {
    return transactions
        .asWorker(store.sweep())
        .then(transactions.asWorker(store.wanted()))
        .flatMapMany(wanted -> Flux.fromIterable(wanted).buffer(SCOPES))
        .concatMap(part -> takeUp(sorted(part)))
        .then(forget().expand(gone -> gone < ROWS ? Mono.empty() : forget()).reduce(0L, Long::sum));
  }

  private static Set<Scope> sorted(List<Scope> scopes) {
    var sorted = new TreeSet<Scope>(Vacancies.ORDER);
    sorted.addAll(scopes);
    return sorted;
  }

  private Mono<Long> forget() {
    return Mono.defer(() -> transactions.asWorker(debounces.sweep(ROWS)));
  }
}
