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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

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
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final int lanes;
  private final int maxKeys;
  private final int maxWaiting;
  private final BiFunction<G, List<K>, Mono<Map<K, V>>> read;
  private final AtomicInteger waiting = new AtomicInteger();

  // changes of the state below, worked off by one thread at a time: it needs no lock
  private final Queue<Runnable> changes = new ConcurrentLinkedQueue<>();
  private final AtomicInteger pendingChanges = new AtomicInteger();
  private final Map<G, Group<G, K, V>> groups = new HashMap<>();
  private final Queue<Group<G, K, V>> due = new ArrayDeque<>();
  private int busyLanes;

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
  /// that
  /// transaction wrote.
  public Mono<V> get(G group, K key) {
    return Mono.deferContextual(
        context -> {
          if (context.hasKey(Scope.class)) {
            throw new IllegalStateException("a group read inside a transaction");
          }
          if (waiting.incrementAndGet() > maxWaiting) {
            waiting.decrementAndGet();
            return Mono.error(new Overloaded(RETRY_AFTER));
          }
          Sinks.One<V> answer = Sinks.one();
          change(() -> ask(group, key, answer));
          return answer
              .asMono()
              .doOnCancel(() -> change(() -> forget(group, key, answer)))
              .timeout(PATIENCE, Mono.error(() -> new Overloaded(RETRY_AFTER)));
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

  private void ask(G id, K key, Sinks.One<V> answer) {
    var group = groups.computeIfAbsent(id, Group::new);
    group.asked.computeIfAbsent(key, first -> new ArrayList<>(1)).add(answer);
    queue(group);
    fillLanes();
  }

  private void forget(G id, K key, Sinks.One<V> answer) {
    var group = groups.get(id);
    var answers = group == null ? null : group.asked.get(key);
    if (group != null && answers != null && answers.remove(answer)) {
      waiting.decrementAndGet();
      if (answers.isEmpty()) {
        group.asked.remove(key);
      }
    }
  }

  private void queue(Group<G, K, V> group) {
    if (!group.reading && !group.due) {
      group.due = true;
      due.add(group);
    }
  }

  private void fillLanes() {
    while (busyLanes < lanes && !due.isEmpty()) {
      var group = due.remove();
      group.due = false;
      if (group.asked.isEmpty()) {
        groups.remove(group.id);
      } else {
        busyLanes++;
        group.reading = true;
        begin(group, group.take(maxKeys));
      }
    }
  }

  private void begin(Group<G, K, V> group, Map<K, List<Sinks.One<V>>> asked) {
    asked.values().forEach(answers -> waiting.addAndGet(-answers.size()));
    answering(group.id, asked)
        .subscribe(
            answering -> {
              // the next read is under way before callers go on with their answers on this thread
              change(() -> end(group));
              answering.run();
            });
  }

  private void end(Group<G, K, V> group) {
    busyLanes--;
    group.reading = false;
    queue(group);
    fillLanes();
  }

  /// @return what answers every caller, never an error
  private Mono<Runnable> answering(G id, Map<K, List<Sinks.One<V>>> asked) {
    return Mono.defer(() -> read.apply(id, List.copyOf(asked.keySet())))
        .defaultIfEmpty(Map.of())
        .<Runnable>map(found -> () -> asked.forEach((key, to) -> answer(to, found.get(key))))
        .onErrorResume(failure -> afterFailure(id, asked, failure));
  }

  private Mono<Runnable> afterFailure(G id, Map<K, List<Sinks.One<V>>> asked, Throwable failure) {
    if (asked.size() == 1 || DatabaseFailures.isTransient(failure)) {
      return Mono.just(
          () -> asked.values().forEach(to -> to.forEach(answer -> answer.tryEmitError(failure))));
    }
    var rest = new LinkedHashMap<>(asked);
    var half = Group.taken(rest, asked.size() / 2);
    return answering(id, half)
        .flatMap(
            first ->
                answering(id, rest)
                    .map(second -> () -> List.of(first, second).forEach(Runnable::run)));
  }

  private static <V> void answer(List<Sinks.One<V>> to, @Nullable V value) {
    if (value == null) {
      to.forEach(Sinks.Empty::tryEmitEmpty);
    } else {
      to.forEach(answer -> answer.tryEmitValue(value));
    }
  }

  /// What waits of one group, in the order in which it came.
  private static final class Group<G, K, V> {
    private final G id;
    private final Map<K, List<Sinks.One<V>>> asked = new LinkedHashMap<>();
    private boolean due;
    private boolean reading;

    private Group(G id) {
      this.id = id;
    }

    private Map<K, List<Sinks.One<V>>> take(int keys) {
      return taken(asked, keys);
    }

    private static <K, T> Map<K, T> taken(Map<K, T> from, int keys) {
      var taken = new LinkedHashMap<K, T>();
      var entries = from.entrySet().iterator();
      while (entries.hasNext() && taken.size() < keys) {
        var entry = entries.next();
        taken.put(entry.getKey(), entry.getValue());
        entries.remove();
      }
      return taken;
    }
  }
}
