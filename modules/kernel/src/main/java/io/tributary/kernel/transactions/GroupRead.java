package io.tributary.kernel.transactions;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Reads what many callers ask for at a time together, and gives each of them its own answer.
///
/// There is no timer: while one read of a group is under way, what else is asked of that group
/// gathers for the next one, so a caller that is alone is not delayed. Nobody is answered by a read
/// that began before the question came: an answer is never older than its question. Groups take
/// turns, however much is asked of one of them, and a group of which nothing is asked is forgotten.
///
/// A read that the database refuses is halved until the bad key stands alone, and only that one
/// fails; a failure that has nothing to do with the keys, such as a broken connection, is
/// everyone's.
///
/// @param <G> what can be read together, such as a workspace; at most one read of it at a time
/// @param <K> what is asked for, such as an id
public final class GroupRead<G, K, V> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);
  private static final int PATIENCE_SECONDS = 15;

  private final int lanes;
  private final int maxKeys;
  private final int maxWaiting;
  private final BiFunction<G, List<K>, Mono<Map<K, V>>> read;
  private final AtomicInteger waiting = new AtomicInteger();

  // changes of the state below, worked off by one thread at a time: it needs no lock
  private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pendingChanges = new AtomicInteger();
  private final Map<G, ReadGroup<G, K, V>> groups = new HashMap<>();
  private final Queue<ReadGroup<G, K, V>> due = new ArrayDeque<>();
  private int busyLanes;
  private int second;
  private boolean counting;

  /// @param lanes reads under way at a time, 1 or more
  /// @param maxKeys different keys in one read, 1 or more
  /// @param maxWaiting callers that may wait for their read to begin; more are refused
  /// @param read reads a group's keys in a transaction of its own; a key without a value is left
  ///     out of the answer
  public GroupRead(
      int lanes, int maxKeys, int maxWaiting, BiFunction<G, List<K>, Mono<Map<K, V>>> read) {
    this.lanes = lanes;
    this.maxKeys = maxKeys;
    this.maxWaiting = maxWaiting;
    this.read = read;
  }

  /// Empty if there is no such value. Signals `Overloaded` if too many wait already or the answer
  /// takes longer than fifteen seconds, and whatever the read of this key signals.
  ///
  /// Inside a transaction it is a bug and throws `IllegalStateException`: it would not see what
  /// that transaction wrote.
  public Mono<V> get(G group, K key) {
    return Mono.create(
        sink -> {
          if (sink.contextView().hasKey(Scope.class)) {
            throw new IllegalStateException("a group read inside a transaction");
          }
          if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            sink.error(new Overloaded(RETRY_AFTER));
            return;
          }
          var asker = new Asker<>(sink);
          change(() -> ask(group, key, asker));
          sink.onCancel(
              () -> {
                if (asker.leave()) {
                  change(() -> forget(group, key, asker));
                }
              });
        });
  }

  /// How many callers wait for their read to begin.
  public int waiting() {
    return waiting.get();
  }

  /// How many groups something is asked of.
  int groups() {
    return groups.size();
  }

  private void change(Runnable change) {
    changes.add(change);
    if (pendingChanges.getAndIncrement() > 0) {
      return;
    }
    do {
      changes.remove().run();
    } while (pendingChanges.decrementAndGet() > 0);
  }

  private void ask(G id, K key, Asker<V> asker) {
    asker.since(second);
    var group = groups.computeIfAbsent(id, ReadGroup::new);
    group.ask(key, asker);
    queue(group);
    fillLanes();
    if (!counting) {
      counting = true;
      countSecond();
    }
  }

  private void forget(G id, K key, Asker<V> asker) {
    var group = groups.get(id);
    if (group != null && group.forget(key, asker)) {
      waiting.decrementAndGet();
    }
  }

  /// One timer for all, for as long as anybody waits: one for each caller would cost more than the
  /// rest of its answer.
  private void countSecond() {
    Schedulers.parallel().schedule(() -> change(this::secondPassed), 1, TimeUnit.SECONDS);
  }

  private void secondPassed() {
    second++;
    var late = new ArrayList<Asker<V>>();
    groups
        .values()
        .forEach(group -> waiting.addAndGet(-group.giveUp(second - PATIENCE_SECONDS, late)));
    if (!late.isEmpty()) {
      // elsewhere: to fail runs whatever each caller does then
      Schedulers.parallel()
          .schedule(() -> late.forEach(asker -> asker.fail(new Overloaded(RETRY_AFTER))));
    }
    counting = !groups.isEmpty();
    if (counting) {
      countSecond();
    }
  }

  private void queue(ReadGroup<G, K, V> group) {
    if (!group.isReading() && !group.due) {
      group.due = true;
      due.add(group);
    }
  }

  private void fillLanes() {
    while (busyLanes < lanes && !due.isEmpty()) {
      var group = due.remove();
      group.due = false;
      if (group.isEmpty()) {
        groups.remove(group.id);
      } else {
        busyLanes++;
        begin(group);
      }
    }
  }

  private void begin(ReadGroup<G, K, V> group) {
    var asked = group.begin(maxKeys);
    asked.values().forEach(askers -> waiting.addAndGet(-askers.size()));
    answering(group.id, asked)
        .subscribe(
            answering -> {
              // the next read is under way before callers go on with their answers on this thread
              change(() -> end(group));
              answering.run();
            });
  }

  private void end(ReadGroup<G, K, V> group) {
    busyLanes--;
    group.end();
    queue(group);
    fillLanes();
  }

  /// @return what answers every caller, never an error
  private Mono<Runnable> answering(G id, Map<K, List<Asker<V>>> asked) {
    return Mono.defer(() -> read.apply(id, List.copyOf(asked.keySet())))
        .defaultIfEmpty(Map.of())
        .<Runnable>map(found -> () -> asked.forEach((key, to) -> answer(to, found.get(key))))
        .onErrorResume(failure -> afterFailure(id, asked, failure));
  }

  private Mono<Runnable> afterFailure(G id, Map<K, List<Asker<V>>> asked, Throwable failure) {
    if (asked.size() == 1 || DatabaseFailures.isTransient(failure)) {
      return Mono.just(
          () -> asked.values().forEach(to -> to.forEach(asker -> asker.fail(failure))));
    }
    var rest = new LinkedHashMap<>(asked);
    var half = ReadGroup.taken(rest, asked.size() / 2);
    return answering(id, half)
        .flatMap(
            first ->
                answering(id, rest)
                    .map(second -> () -> List.of(first, second).forEach(Runnable::run)));
  }

  private static <V> void answer(List<Asker<V>> to, @Nullable V value) {
    to.forEach(asker -> asker.answer(value));
  }
}
