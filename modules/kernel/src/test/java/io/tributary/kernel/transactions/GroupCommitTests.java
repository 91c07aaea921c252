package io.tributary.kernel.transactions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.io.IOException;
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

class GroupCommitTests {
  private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

  @Test
  void what_comes_while_a_batch_commits_makes_the_next_one() {
    Sinks.Empty<Void> committed = Sinks.empty();
    var commit =
        new GroupCommit<Integer, String>(
            1,
            4,
            100,
            items -> {
              batches.add(items);
              return committed.asMono().thenReturn(answers(items));
            });

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
  void every_caller_of_many_at_once_gets_its_own_answer_from_no_more_lanes_than_there_are() {
    var inside = new AtomicInteger();
    var most = new AtomicInteger();
    var commit =
        new GroupCommit<Integer, String>(
            2,
            16,
            10_000,
            items ->
                Mono.fromSupplier(
                        () -> {
                          most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                          batches.add(items);
                          return answers(items);
                        })
                    .delayElement(java.time.Duration.ofMillis(1))
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

  private static List<CompletableFuture<String>> submitted(
      GroupCommit<Integer, String> commit, int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> commit.submit(i).toFuture()).toList();
  }

  private static List<String> answers(List<Integer> items) {
    return items.stream().map(item -> item + "!").toList();
  }
}
