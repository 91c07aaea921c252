package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.Grant;
import io.tributary.workspaces.Grant.Window;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.QuotaLeases.Demand;
import io.tributary.workspaces.application.QuotaLeases.Lease;
import io.tributary.workspaces.application.port.out.QuotaStore.CounterRef;
import io.tributary.workspaces.domain.BlockSize;
import io.tributary.workspaces.domain.Quota;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// The units of one quota that this node has leased and not handed out yet.
///
/// At most one lease is under way; whoever finds too few units waits for it. It is leased anew
/// before it runs dry. What is done to others (answers, queries) is done outside the lock.
final class HeldBlock {
  private static final Logger log = LoggerFactory.getLogger(HeldBlock.class);

  /// For so long a quota that was used up is refused without asking the database again, although
  /// another node may have given units back.
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Duration IDLE = Duration.ofSeconds(1);
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  private final WorkspaceId workspace;
  private final QuotaKey key;
  private final Function<Demand, Mono<Lease>> leases;
  private final Clock clock;
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private Window window;
  private BlockSize size;
  private Instant lastTaken;
  private Instant spentUntil = Instant.MIN;
  private Instant noAdvanceUntil = Instant.MIN;
  private long free;
  private boolean leasing;

  HeldBlock(
      WorkspaceId workspace,
      QuotaKey key,
      Window window,
      Function<Demand, Mono<Lease>> leases,
      Clock clock) {
    this.workspace = workspace;
    this.key = key;
    this.window = window;
    this.leases = leases;
    this.clock = clock;
    this.lastTaken = clock.instant();
    this.size = BlockSize.seed(lastTaken);
  }

  private record Waiter(int units, Sinks.One<Grant> answer) {}

  /// @return null if units have to be leased first
  @Nullable Grant takeNow(Quota quota, int units) {
    Grant grant;
    Demand demand;
    synchronized (this) {
      var now = clock.instant();
      enter(quota, now);
      if (free < units && !now.isBefore(spentUntil)) {
        return null;
      }
      grant = handOut(units);
      demand = size.isLow(free) && !now.isBefore(noAdvanceUntil) ? demand(0, 0, now) : null;
    }
    send(demand);
    return grant;
  }

  /// Waits for a lease. Empty if the quota is there no longer.
  Mono<Grant> take(Quota quota, int units) {
    var grant = takeNow(quota, units);
    if (grant != null) {
      return Mono.just(grant);
    }
    var waiter = new Waiter(units, Sinks.one());
    Demand demand;
    synchronized (this) {
      waiting.add(waiter);
      demand = demand(needed(), 0, clock.instant());
    }
    send(demand);
    return waiter.answer().asMono().doOnCancel(() -> leave(waiter));
  }

  synchronized void giveBack(Window taken, int units) {
    if (taken.isSamePeriodAs(window)) {
      free += units;
      spentUntil = Instant.MIN;
    }
  }

  /// Gives back what has lain idle for a second, so that other nodes can take it. Never fails.
  Mono<Void> releaseIfIdle() {
    return release(IDLE);
  }

  /// Gives back what is held, unless a lease is under way. Never fails.
  Mono<Void> release() {
    return release(Duration.ZERO);
  }

  private Mono<Void> release(Duration idle) {
    return Mono.defer(
        () -> {
          var demand = returned(idle);
          return demand == null ? Mono.empty() : perform(demand);
        });
  }

  private synchronized @Nullable Demand returned(Duration idle) {
    var now = clock.instant();
    if (leasing || free == 0 || now.isBefore(lastTaken.plus(idle))) {
      return null;
    }
    var returned = free;
    free = 0;
    // units of a period that is over are worth nothing
    return now.isBefore(window.end()) ? demand(0, returned, now) : null;
  }

  synchronized boolean isForgotten() {
    return free == 0 && !leasing && clock.instant().isAfter(lastTaken.plus(FORGOTTEN));
  }

  private synchronized void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  private void enter(Quota quota, Instant now) {
    lastTaken = now;
    if (now.isBefore(window.end())
        && quota.period() == window.period()
        && quota.limit() == window.limit()) {
      return;
    }
    var entered = Window.at(now, quota.period(), quota.limit());
    if (!entered.isSamePeriodAs(window)) {
      free = 0;
    }
    window = entered;
    spentUntil = Instant.MIN;
    noAdvanceUntil = Instant.MIN;
  }

  private Grant handOut(int units) {
    var granted = (int) Math.min(free, units);
    free -= granted;
    return new Grant(workspace, key, granted, window);
  }

  private long needed() {
    return Math.max(0, waiting.stream().mapToLong(Waiter::units).sum() - free);
  }

  /// @return null if a lease is under way already
  private @Nullable Demand demand(long needed, long returned, Instant now) {
    if (leasing) {
      return null;
    }
    leasing = true;
    var counter = new CounterRef(workspace, key, window.period(), window.start());
    if (returned > 0) {
      return new Demand(counter, needed, needed, returned);
    }
    size = size.next(now);
    return new Demand(counter, needed, needed + size.units(), 0);
  }

  private void send(@Nullable Demand demand) {
    if (demand != null) {
      perform(demand).subscribe();
    }
  }

  private Mono<Void> perform(Demand demand) {
    return leases
        .apply(demand)
        .doOnNext(lease -> arrived(demand, lease))
        .doOnError(failure -> failed(demand, failure))
        .onErrorComplete()
        .then();
  }

  private void arrived(Demand demand, Lease lease) {
    var answers = new ArrayList<Runnable>();
    Demand next;
    synchronized (this) {
      var now = clock.instant();
      leasing = false;
      if (lease.found()) {
        add(demand, lease, now);
        serve(now, answers);
      } else {
        answerAll(Sinks.One::tryEmitEmpty, answers);
      }
      next = waiting.isEmpty() ? null : demand(needed(), 0, now);
    }
    answers.forEach(Runnable::run);
    send(next);
  }

  private void add(Demand demand, Lease lease, Instant now) {
    var counter = demand.counter();
    if (counter.period() != window.period() || !counter.start().equals(window.start())) {
      return;
    }
    free += lease.units();
    if (lease.units() < demand.needed()) {
      spentUntil = now.plus(PAUSE);
    }
    if (lease.units() < demand.wanted()) {
      noAdvanceUntil = now.plus(PAUSE);
    }
  }

  private void serve(Instant now, List<Runnable> answers) {
    var next = waiting.peek();
    while (next != null && (free >= next.units() || now.isBefore(spentUntil))) {
      var answer = next.answer();
      var grant = handOut(next.units());
      answers.add(() -> answer.tryEmitValue(grant));
      waiting.remove();
      next = waiting.peek();
    }
  }

  private void failed(Demand demand, Throwable failure) {
    var answers = new ArrayList<Runnable>();
    synchronized (this) {
      leasing = false;
      noAdvanceUntil = clock.instant().plus(PAUSE);
      answerAll(answer -> answer.tryEmitError(failure), answers);
    }
    if (answers.isEmpty()) {
      log.warn("{} could not be leased or given back: {}", demand.counter(), failure.toString());
    }
    answers.forEach(Runnable::run);
  }

  private void answerAll(Consumer<Sinks.One<Grant>> answer, List<Runnable> answers) {
    waiting.forEach(waiter -> answers.add(() -> answer.accept(waiter.answer())));
    waiting.clear();
  }
}
