package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.test.scheduler.VirtualTimeScheduler;

class GroupCommitTests {
  private static final Duration GATHER = Duration.ofMillis(3);

  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

  @Test
  void what_comes_while_a_batch_commits_makes_the_next_one() {
    Sinks.Empty<Void> committed = Sinks.empty();
    var commit = committing(1, 4, committed);

    var answers = submitted(commit, 0, 7);
    assertThat(batches).containsExactly(List.of(0));
    assertThat(answers).noneMatch(CompletableFuture::isDone);
    assertThat(commit.waiting()).isEqualTo(6);
    committed.tryEmitEmpty();

    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly("0!", "1!", "2!", "3!", "4!", "5!", "6!");
    assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
  }

  @Test
  void the_next_batch_begins_before_the_callers_of_the_last_one_go_on() {
    Sinks.Empty<Void> committed = Sinks.empty();
    var order = new CopyOnWriteArrayList<String>();
    var commit =
        new GroupCommit<Integer, String>(
            1,
            10,
            100,
            items -> {
              order.add("write " + items);
              return (items.contains(0) ? committed.asMono() : Mono.<Void>never())
                  .thenReturn(answers(items));
            });

    commit.submit(0).subscribe(order::add);
    submitted(commit, 1, 3);
    committed.tryEmitEmpty();

    assertThat(order).containsExactly("write [0]", "write [1, 2]", "0!");
  }

  @Test
  void the_bad_item_of_a_batch_fails_alone() {
    Sinks.Empty<Void> begun = Sinks.empty();
    var commit =
        new GroupCommit<Integer, String>(
            1,
            100,
            100,
            items -> {
              batches.add(items);
              return begun
                  .asMono()
                  .then(
                      items.contains(13)
                          ? Mono.error(new IllegalArgumentException("13"))
                          : Mono.just(answers(items)));
            });

    var answers = submitted(commit, 0, 32);
    begun.tryEmitEmpty();

    for (int i = 0; i < 32; i++) {
      if (i == 13) {
        assertThatThrownBy(answers.get(i)::join).rootCause().hasMessage("13");
      } else {
        assertThat(answers.get(i).join()).isEqualTo(i + "!");
      }
    }
    assertThat(batches.size()).isLessThan(16);
  }

  @Test
  void a_batch_whose_end_is_unknown_fails_whole_and_is_not_written_again() {
    Sinks.Empty<Void> begun = Sinks.empty();
    var commit =
        new GroupCommit<Integer, String>(
            1,
            100,
            100,
            items -> {
              batches.add(items);
              return begun.asMono().then(Mono.error(new IOException("connection reset")));
            });

    var answers = submitted(commit, 0, 10);
    begun.tryEmitEmpty();

    assertThat(answers).allMatch(CompletableFuture::isCompletedExceptionally);
    assertThat(batches.stream().flatMap(List::stream)).doesNotHaveDuplicates().hasSize(10);
  }

  @Test
  void more_than_may_wait_are_refused_at_once_and_later_ones_are_taken() {
    Sinks.Empty<Void> begun = Sinks.empty();
    var commit =
        new GroupCommit<Integer, String>(
            1, 10, 3, items -> begun.asMono().thenReturn(answers(items)));

    var answers = submitted(commit, 0, 6);

    assertThatThrownBy(answers.get(4)::join).hasCauseInstanceOf(Overloaded.class);
    assertThatThrownBy(answers.get(5)::join).hasCauseInstanceOf(Overloaded.class);
    begun.tryEmitEmpty();
    assertThat(answers.subList(0, 4)).allMatch(answer -> !answer.isCompletedExceptionally());
    assertThat(commit.submit(7).block()).isEqualTo("7!");
    assertThat(commit.waiting()).isZero();
  }

  @Test
  void a_second_batch_is_written_beside_the_first_only_if_it_is_full() {
    Sinks.Empty<Void> committed = Sinks.empty();
    var commit = committing(2, 3, committed);

    submitted(commit, 0, 3);
    assertThat(batches).containsExactly(List.of(0));
    var answers = submitted(commit, 3, 8);
    assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3));

    committed.tryEmitEmpty();
    assertThat(answers.stream().map(CompletableFuture::join))
        .containsExactly("3!", "4!", "5!", "6!", "7!");
    assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5, 6), List.of(7));
  }

  @Test
  void a_lane_that_hangs_is_left_behind_until_it_goes_on() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> released = Sinks.empty();
      var commit =
          new GroupCommit<Integer, String>(
              2,
              10,
              100,
              items -> {
                batches.add(items);
                return (items.contains(0) ? released.asMono() : Mono.<Void>empty())
                    .thenReturn(answers(items));
              });
      var hung = submitted(commit, 0, 1);
      var next = submitted(commit, 1, 3);
      assertThat(batches).containsExactly(List.of(0));

      time.advanceTimeBy(Duration.ofSeconds(2));

      assertThat(next.stream().map(CompletableFuture::join)).containsExactly("1!", "2!");
      released.tryEmitEmpty();
      assertThat(hung.getFirst().join()).isEqualTo("0!");
      assertThat(commit.submit(7).block()).isEqualTo("7!");
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void beside_a_lane_that_hangs_the_other_one_works_off_what_waits() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      var ends = new ArrayDeque<Sinks.Empty<Void>>();
      var commit =
          new GroupCommit<Integer, String>(
              2,
              10,
              100,
              items -> {
                batches.add(items);
                Sinks.Empty<Void> end = Sinks.empty();
                ends.add(end);
                return end.asMono().thenReturn(answers(items));
              });
      submitted(commit, 0, 2);
      var hung = ends.remove();
      time.advanceTimeBy(Duration.ofSeconds(2));
      assertThat(batches).containsExactly(List.of(0), List.of(1));

      submitted(commit, 2, 4);
      ends.remove().tryEmitEmpty();
      assertThat(batches).hasSize(3).endsWith(List.of(2, 3));
      submitted(commit, 4, 6);
      hung.tryEmitEmpty();
      assertThat(batches).as("the other lane gets on with it").hasSize(3);
      ends.remove().tryEmitEmpty();
      assertThat(batches).hasSize(4).endsWith(List.of(4, 5));
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void who_waits_for_more_than_fifteen_seconds_is_refused_whether_its_batch_began_or_not() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> committed = Sinks.empty();
      var commit = committing(1, 2, committed);
      var early = submitted(commit, 0, 4);
      time.advanceTimeBy(Duration.ofSeconds(10));
      var later = submitted(commit, 4, 6);

      time.advanceTimeBy(Duration.ofSeconds(5));
      assertThat(early).noneMatch(CompletableFuture::isDone);
      time.advanceTimeBy(Duration.ofSeconds(1));
      assertThat(early)
          .allSatisfy(
              answer -> assertThatThrownBy(answer::join).hasCauseInstanceOf(Overloaded.class));
      assertThat(later).noneMatch(CompletableFuture::isDone);

      committed.tryEmitEmpty();
      assertThat(later.stream().map(CompletableFuture::join)).containsExactly("4!", "5!");
      assertThat(batches).containsExactly(List.of(0), List.of(1, 2), List.of(3, 4), List.of(5));
      time.advanceTimeBy(Duration.ofSeconds(1));
      var timers = time.getScheduledTaskCount();
      time.advanceTimeBy(Duration.ofSeconds(60));
      assertThat(time.getScheduledTaskCount()).isEqualTo(timers);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void a_lane_gathers_until_as_many_wait_as_came_together_before() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> committed = Sinks.empty();
      var commit = gathering(committed);
      submitted(commit, 0, 3);
      committed.tryEmitEmpty();
      assertThat(batches).as("two wait, where three came").containsExactly(List.of(0));

      submitted(commit, 3, 4);
      assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3));
      var next = submitted(commit, 4, 6);
      assertThat(next).noneMatch(CompletableFuture::isDone);
      submitted(commit, 6, 7);
      assertThat(batches).hasSize(3).endsWith(List.of(4, 5, 6));
      assertThat(next).allMatch(CompletableFuture::isDone);
      time.advanceTimeBy(Duration.ofSeconds(1));
      assertThat(batches).hasSize(3);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void a_lane_gathers_for_no_longer_than_it_may_and_is_open_to_who_comes_later() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> committed = Sinks.empty();
      var commit = gathering(committed);
      submitted(commit, 0, 3);
      committed.tryEmitEmpty();

      time.advanceTimeBy(GATHER.multipliedBy(3).minusNanos(1));
      assertThat(batches).hasSize(1);
      time.advanceTimeBy(Duration.ofNanos(1));
      assertThat(batches).containsExactly(List.of(0), List.of(1, 2));

      time.advanceTimeBy(GATHER.multipliedBy(2));
      submitted(commit, 3, 4);
      assertThat(batches).as("nobody came meanwhile").hasSize(3).endsWith(List.of(3));
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void many_gather_for_no_longer_than_ten() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> committed = Sinks.empty();
      var commit = committing(1, 50, GATHER, committed);
      submitted(commit, 0, 12);
      committed.tryEmitEmpty();

      time.advanceTimeBy(GATHER.multipliedBy(10).minusNanos(1));
      assertThat(batches).hasSize(1);
      time.advanceTimeBy(Duration.ofNanos(1));
      assertThat(batches).hasSize(2);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void who_comes_alone_again_and_again_waits_for_nobody() {
    var time = VirtualTimeScheduler.getOrSet();
    try {
      Sinks.Empty<Void> committed = Sinks.empty();
      committed.tryEmitEmpty();
      var commit = gathering(committed);
      for (int i = 0; i < 10; i++) {
        assertThat(submitted(commit, i, i + 1)).allMatch(CompletableFuture::isDone);
      }
      assertThat(batches).hasSize(10);
      assertThat(time.getScheduledTaskCount()).as("the clock of who waits").isEqualTo(1);
    } finally {
      VirtualTimeScheduler.reset();
    }
  }

  @Test
  void callers_are_told_when_answers_are_missing_and_the_lane_goes_on() {
    var commit =
        new GroupCommit<Integer, String>(
            1, 10, 100, items -> Mono.just(items.contains(13) ? List.of() : answers(items)));

    assertThatThrownBy(commit.submit(13).toFuture()::join)
        .hasCauseInstanceOf(IllegalStateException.class);
    assertThat(commit.submit(7).block()).isEqualTo("7!");
  }

  @Test
  void every_caller_of_many_at_once_gets_its_own_answer_from_no_more_lanes_than_there_are() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var commit =
        new GroupCommit<Integer, String>(
            2,
            16,
            10_000,
            GATHER,
            items ->
                Mono.fromSupplier(
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          batches.add(items);
                          return answers(items);
                        })
                    .delayElement(Duration.ofMillis(1))
                    .doOnNext(written -> inside.decrementAndGet()));
    Function<Integer, Mono<Boolean>> submit =
        i ->
            Mono.defer(() -> commit.submit(i))
                .subscribeOn(Schedulers.parallel())
                .map((i + "!")::equals);

    assertThat(Flux.range(0, 5_000).flatMap(submit, 256).filter(right -> right).count().block())
        .isEqualTo(5_000);
    assertThat(most.get()).isBetween(1, 2);
    assertThat(batches).allMatch(batch -> batch.size() <= 16);
  }

  private GroupCommit<Integer, String> committing(
      int lanes, int maxBatch, Sinks.Empty<Void> committed) {
    return committing(lanes, maxBatch, Duration.ZERO, committed);
  }

  private GroupCommit<Integer, String> gathering(Sinks.Empty<Void> committed) {
    return committing(1, 10, GATHER, committed);
  }

  private GroupCommit<Integer, String> committing(
      int lanes, int maxBatch, Duration gather, Sinks.Empty<Void> committed) {
    return new GroupCommit<>(
        lanes,
        maxBatch,
        100,
        gather,
        items -> {
          batches.add(items);
          return committed.asMono().thenReturn(answers(items));
        });
  }

  private static List<CompletableFuture<String>> submitted(
      GroupCommit<Integer, String> commit, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> commit.submit(i).toFuture()).toList();
  }

  private static List<String> answers(List<Integer> items) {
    return items.stream().map(item -> item + "!").toList();
  }
}
