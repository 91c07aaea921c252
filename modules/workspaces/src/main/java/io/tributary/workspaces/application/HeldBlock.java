package io.tributary.workspaces.application;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.Grant;
import io.tributary.workspaces.Grant.Window;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.application.QuotaLeases.Demand;
import io.tributary.workspaces.application.QuotaLeases.Lease;
import io.tributary.workspaces.domain.HeldUnits;
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

/// The units of one quota on this node, with those who wait for more.
///
/// At most one lease is under way; whoever finds too few units waits for it. The next one begins
/// before the units run out. Callers are answered and leases sent outside the lock.
final class HeldBlock {
  private static final Logger log = LoggerFactory.getLogger(HeldBlock.class);
  private static final Duration IDLE = Duration.ofSeconds(1);

  private final WorkspaceId workspace;
  private final QuotaKey key;
  private final Function<Demand, Mono<Lease>> leases;
  private final Clock clock;
  private final HeldUnits held;
  private final Queue<Waiter> waiting = new ArrayDeque<>();
  private boolean leasing;

  HeldBlock(
      WorkspaceId workspace,
      QuotaKey key,
      Window window,
      Function<Demand, Mono<Lease>> leases,
      Clock clock) {
    this.workspace = workspace;
    this.key = key;
    this.leases = leases;
    this.clock = clock;
    this.held = new HeldUnits(window, clock.instant());
  }

  private record Waiter(int units, Sinks.One<Grant> answer) {}

  /// @return null if units have to be leased first
  @Nullable Grant takeNow(Quota quota, int units) {
    Grant grant;
    Demand demand;
    synchronized (this) {
      var now = clock.instant();
      held.enter(quota, now);
      if (!held.canAnswer(units, now)) {
        return null;
      }
      grant = handOut(units);
      demand = held.isLow(now) ? blockAnd(0, now) : null;
    }
    send(demand);
    return grant;
  }

  /// Waits for a lease. Empty if there is no such quota any longer.
  Mono<Grant> take(Quota quota, int units) {
    var grant = takeNow(quota, units);
    if (grant != null) {
      return Mono.just(grant);
    }
    var waiter = new Waiter(units, Sinks.one());
    Demand demand;
    synchronized (this) {
      waiting.add(waiter);
      demand = blockAnd(missing(), clock.instant());
    }
    send(demand);
    return waiter.answer().asMono().doOnCancel(() -> leave(waiter));
  }

  synchronized void giveBack(Window of, int units) {
    held.giveBack(of, units);
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

  synchronized boolean isForgotten() {
    return !leasing && held.isForgotten(clock.instant());
  }

  private synchronized void leave(Waiter waiter) {
    waiting.remove(waiter);
  }

  private Grant handOut(int units) {
    return new Grant(workspace, key, held.handOut(units), held.window());
  }

  private long missing() {
    return Math.max(0, waiting.stream().mapToLong(Waiter::units).sum() - held.free());
  }

  /// @return null if a lease is under way already
  private @Nullable Demand blockAnd(long needed, Instant now) {
    if (leasing) {
      return null;
    }
    leasing = true;
    return new Demand(workspace, key, held.window(), needed, needed + held.nextBlock(now), 0);
  }

  private synchronized @Nullable Demand returned(Duration idle) {
    var units = leasing ? 0 : held.letGo(idle, clock.instant());
    if (units == 0) {
      return null;
    }
    leasing = true;
    return new Demand(workspace, key, held.window(), 0, 0, units);
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
        held.add(demand.window(), lease.units(), demand.needed(), demand.wanted(), now);
        answerThoseItCan(now, answers);
      } else {
        answerAll(Sinks.One::tryEmitEmpty, answers);
      }
      next = waiting.isEmpty() ? null : blockAnd(missing(), now);
    }
    answers.forEach(Runnable::run);
    send(next);
  }

  private void answerThoseItCan(Instant now, List<Runnable> answers) {
    var next = waiting.peek();
    while (next != null && held.canAnswer(next.units(), now)) {
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
      held.pause(clock.instant());
      answerAll(answer -> answer.tryEmitError(failure), answers);
    }
    if (answers.isEmpty()) {
      log.warn("units could not be leased or given back: {}: {}", demand, failure.toString());
    }
    answers.forEach(Runnable::run);
  }

  private void answerAll(Consumer<Sinks.One<Grant>> answer, List<Runnable> answers) {
    waiting.forEach(waiter -> answers.add(() -> answer.accept(waiter.answer())));
    waiting.clear();
  }
}
