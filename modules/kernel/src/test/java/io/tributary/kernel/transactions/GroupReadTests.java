package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class GroupReadTests {
  /// Reads that began, in that order, and how each is brought to its end.
  private final List<String> reads = new CopyOnWriteArrayList<>();

  private final Queue<Sinks.Empty<Void>> underWay = new ArrayDeque<>();

  @Test
  void what_is_asked_while_a_group_is_read_is_read_together_next() {
    var read = reading(4, 3, 100);

    var first = read.get("a", 1).toFuture();
    var others = IntStream.of(2, 3, 1, 2, 4).mapToObj(key -> ask(read, "a", key)).toList();
    assertThat(reads).containsExactly("a[1]");
    assertThat(read.waiting()).isEqualTo(5);

    endOne();
    assertThat(first.join()).isEqualTo("a1");
    assertThat(reads).containsExactly("a[1]", "a[2, 3, 1]");
    assertThat(others).noneMatch(CompletableFuture::isDone);

    endAll();
    assertThat(others.stream().map(CompletableFuture::join))
        .containsExactly("a2", "a3", "a1", "a2", "a4");
    assertThat(reads).containsExactly("a[1]", "a[2, 3, 1]", "a[4]");
  }

  @Test
  void nobody_is_answered_by_a_read_that_began_before_the_question() {
    var stored = new AtomicInteger(1);
    var read =
        new GroupRead<String, String, Integer>(
            4,
            10,
            100,
            (group, keys) -> {
              var seen = stored.get();
              return ended("read").thenReturn(Map.of("value", seen));
            });

    var before = read.get("a", "value").toFuture();
    stored.set(2);
    var after = read.get("a", "value").toFuture();
    endAll();

    assertThat(before.join()).isEqualTo(1);
    assertThat(after.join()).isEqualTo(2);
  }

  @Test
  void what_is_not_there_is_answered_empty() {
    var read =
        new GroupRead<String, Integer, String>(1, 10, 10, (group, keys) -> Mono.just(Map.of()));
    var nothing = new GroupRead<String, Integer, String>(1, 10, 10, (group, keys) -> Mono.empty());

    assertThat(read.get("a", 1).blockOptional()).isEmpty();
    assertThat(nothing.get("a", 1).blockOptional()).isEmpty();
  }

  @Test
  void groups_take_turns_however_much_is_asked_of_one() {
    var read = reading(1, 2, 100);

    IntStream.rangeClosed(1, 7).forEach(key -> ask(read, "busy", key));
    ask(read, "quiet", 1);
    ask(read, "calm", 1);
    endAll();

    assertThat(reads)
        .containsExactly(
            "busy[1]", "quiet[1]", "calm[1]", "busy[2, 3]", "busy[4, 5]", "busy[6, 7]");
  }

  @Test
  void no_more_reads_are_under_way_than_there_are_lanes() {
    var read = reading(2, 10, 100);

    for (var group : List.of("a", "b", "c", "d")) {
      ask(read, group, 1);
    }
    assertThat(reads).containsExactly("a[1]", "b[1]");
    endOne();
    assertThat(reads).containsExactly("a[1]", "b[1]", "c[1]");
  }

  @Test
  void more_than_may_wait_are_refused_and_later_ones_are_taken() {
    var read = reading(1, 10, 3);

    var answers = IntStream.rangeClosed(0, 5).mapToObj(key -> ask(read, "a", key)).toList();

    assertThatThrownBy(answers.get(4)::join).hasCauseInstanceOf(Overloaded.class);
    assertThatThrownBy(answers.get(5)::join).hasCauseInstanceOf(Overloaded.class);
    endAll();
    assertThat(answers.subList(0, 4).stream().map(CompletableFuture::join))
        .containsExactly("a0", "a1", "a2", "a3");
    var later = ask(read, "a", 9);
    endAll();
    assertThat(later.join()).isEqualTo("a9");
    assertThat(read.waiting()).isZero();
  }

  @Test
  void who_goes_away_harms_nobody_and_is_not_read_for() {
    var read = reading(1, 10, 3);
    var first = read.get("a", 1).subscribe();
    var staying = ask(read, "a", 2);
    var leaving = List.of(read.get("a", 2).subscribe(), read.get("b", 3).subscribe());

    first.dispose();
    leaving.forEach(caller -> caller.dispose());
    assertThat(read.waiting()).isEqualTo(1);
    endAll();

    assertThat(staying.join()).isEqualTo("a2");
    assertThat(reads).containsExactly("a[1]", "a[2]");
  }

  @Test
  void who_waits_for_more_than_fifteen_seconds_is_refused_whether_its_read_began_or_not() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      var read = reading(1, 10, 100);
      var early = List.of(ask(read, "a", 1), ask(read, "a", 2), ask(read, "b", 1));
      time.advanceTimeBy(Duration.ofSeconds(10));
      var later = List.of(ask(read, "a", 2), ask(read, "c", 1));

      time.advanceTimeBy(Duration.ofSeconds(5));
      assertThat(early).noneMatch(CompletableFuture::isDone);
      time.advanceTimeBy(Duration.ofSeconds(1));
      assertThat(early)
          .allSatisfy(
              answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(Overloaded.class));
      assertThat(later).noneMatch(CompletableFuture::isDone);
      assertThat(read.waiting()).isEqualTo(2);

      endAll();
      assertThat(later.stream().map(CompletableFuture::join)).containsExactly("a2", "c1");
      assertThat(reads).containsExactly("a[1]", "c[1]", "a[2]");
      assertThat(read.groups()).isZero();
      time.advanceTimeBy(Duration.ofSeconds(1));
      var timers = time.getScheduledTaskCount();
      time.advanceTimeBy(Duration.ofSeconds(60));
      assertThat(time.getScheduledTaskCount()).isEqualTo(timers);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void a_group_of_which_nothing_is_asked_is_forgotten() {
    var read = reading(2, 10, 100);
    IntStream.range(0, 50).forEach(i -> ask(read, "group " + i, 1));
    var leaving = read.get("left", 1).subscribe();
    leaving.dispose();
    assertThat(read.groups()).isEqualTo(51);

    endAll();

    assertThat(read.groups()).isZero();
  }

  @Test
  void the_bad_key_of_a_read_fails_alone() {
    var read =
        new GroupRead<String, Integer, String>(
            1,
            100,
            100,
            (group, keys) ->
                ended(group + keys)
                    .then(
                        keys.contains(13)
                            ? Mono.error(new IllegalArgumentException("13"))
                            : Mono.just(values(group, keys))));

    var answers = IntStream.range(0, 32).mapToObj(key -> ask(read, "a", key)).toList();
    endAll();

    for (int key = 0; key < 32; key++) {
      if (key == 13) {
        assertThatThrownBy(answers.get(key)::join).rootCause().hasMessage("13");
      } else {
        assertThat(answers.get(key).join()).isEqualTo("a" + key);
      }
    }
    assertThat(reads.size()).isLessThan(16);
  }

  @Test
  void a_failure_of_the_database_is_everyones_and_the_next_read_is_tried() {
    var failing = new AtomicInteger(2);
    var read =
        new GroupRead<String, Integer, String>(
            1,
            100,
            100,
            (group, keys) ->
                ended(group + keys)
                    .then(
                        failing.getAndDecrement() > 0
                            ? Mono.error(new IOException("connection reset"))
                            : Mono.just(values(group, keys))));

    var answers = IntStream.range(0, 5).mapToObj(key -> ask(read, "a", key)).toList();
    endOne();
    endOne();
    var later = ask(read, "a", 7);
    endAll();

    assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(later.join()).isEqualTo("a7");
    assertThat(reads).containsExactly("a[0]", "a[1, 2, 3, 4]", "a[7]");
  }

  @Test
  void a_read_that_cannot_even_begin_fails_its_callers_and_frees_its_lane() {
    var read =
        new GroupRead<String, Integer, String>(
            1,
            10,
            10,
            (group, keys) -> {
              throw new IllegalStateException("no statement");
            });

    for (int i = 0; i < 20; i++) {
      assertThatThrownBy(() -> read.get("a", 1).block()).hasMessage("no statement");
    }
    assertThat(read.groups()).isZero();
  }

  @Test
  void inside_a_transaction_it_is_a_bug() {
    var read = reading(1, 10, 10);

    for (var scope :
        List.of(new Scope.Worker(), new Scope.Tenant(new WorkspaceId(UUID.randomUUID())))) {
      assertThatThrownBy(
              () ->
                  read.get("a", 1).contextWrite(context -> context.put(Scope.class, scope)).block())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void thousands_of_reads_that_end_at_once_need_no_deep_stack() {
    var gate = Sinks.<Void>empty();
    var read =
        new GroupRead<Integer, Integer, Integer>(
            1,
            1,
            100_000,
            (group, keys) -> (group == 0 ? gate.asMono() : Mono.empty()).thenReturn(same(keys)));

    var answers = IntStream.range(0, 5_000).mapToObj(i -> read.get(i, i).toFuture()).toList();
    gate.tryEmitEmpty();

    assertThat(answers).allMatch(CompletableFuture::isDone);
  }

  @Test
  void every_caller_of_many_at_once_gets_its_own_answer_that_is_no_older_than_its_question() {
    var clock = new AtomicLong();
    var readingNow = ConcurrentHashMap.<Integer>newKeySet();
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var read =
        new GroupRead<Integer, Integer, List<Long>>(
            3,
            16,
            10_000,
            (group, keys) -> {
              assertThat(readingNow.add(group)).isTrue();
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              var began = clock.incrementAndGet();
              return Mono.delay(Duration.ofMillis(1))
                  .map(
                      tick -> {
                        readingNow.remove(group);
                        inside.decrementAndGet();
                        var found = new HashMap<Integer, List<Long>>();
                        keys.forEach(key -> found.put(key, List.of((long) key, began)));
                        return found;
                      });
            });

    var right =
        Flux.range(0, 5_000)
            .flatMap(
                i ->
                    Mono.defer(
                            () -> {
                              var asked = clock.incrementAndGet();
                              return read.get(i % 7, i % 50)
                                  .map(got -> got.get(0) == i % 50 && got.get(1) > asked);
                            })
                        .subscribeOn(Schedulers.parallel()),
                256)
            .filter(each -> each)
            .count()
            .block();

    assertThat(right).isEqualTo(5_000);
    assertThat(most.get()).isBetween(1, 3);
    assertThat(read.waiting()).isZero();
  }

  private GroupRead<String, Integer, String> reading(int lanes, int maxKeys, int maxWaiting) {
    return new GroupRead<>(
        lanes,
        maxKeys,
        maxWaiting,
        (group, keys) -> ended(group + keys).thenReturn(values(group, keys)));
  }

  private static CompletableFuture<String> ask(
      GroupRead<String, Integer, String> read, String group, int key) {
    return read.get(group, key).toFuture();
  }

  private Mono<Void> ended(String name) {
    reads.add(name);
    Sinks.Empty<Void> end = Sinks.empty();
    underWay.add(end);
    return end.asMono();
  }

  private void endOne() {
    underWay.remove().tryEmitEmpty();
  }

  private void endAll() {
    while (!underWay.isEmpty()) {
      endOne();
    }
  }

  private static Map<Integer, String> values(String group, List<Integer> keys) {
    var values = new HashMap<Integer, String>();
    keys.forEach(key -> values.put(key, group + key));
    return values;
  }

  private static Map<Integer, Integer> same(List<Integer> keys) {
    var values = new HashMap<Integer, Integer>();
    keys.forEach(key -> values.put(key, key));
    return values;
  }
}
