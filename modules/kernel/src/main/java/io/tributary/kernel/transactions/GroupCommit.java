package io.tributary.kernel.transactions;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// Writes what many callers ask for in one transaction, and answers each of them only after its
/// commit.
///
/// There is no timer: while one batch commits the next one gathers, so a caller that is alone is
/// not delayed. A batch that the database refuses is halved until the bad item stands alone, and
/// only that one fails.
public final class GroupCommit<I, O> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /// How long a caller waits; its item may still be written after that, as after any broken
  /// connection.
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Function<List<I>, Mono<List<O>>> write;
  private final int lanes;
  private final int maxBatch;
  private final int maxWaiting;
  private final ConcurrentLinkedQueue<Entry<I, O>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger busyLanes = new AtomicInteger();

  /// @param lanes batches in flight at a time, 1 or more
  /// @param maxBatch items in a batch
  /// @param maxWaiting items that may wait; more are refused
  /// @param write writes a batch in one transaction and gives an answer for each item, in their
  ///     order
  public GroupCommit(
      int lanes, int maxBatch, int maxWaiting, Function<List<I>, Mono<List<O>>> write) {
    this.lanes = lanes;
    this.maxBatch = maxBatch;
    this.maxWaiting = maxWaiting;
    this.write = write;
  }

  /// Signals `Overloaded` if too many wait already or the answer takes longer than fifteen seconds,
  /// and whatever the write of this item signals.
  public Mono<O> submit(I item) {
    return Mono.defer(
        () -> {
          if (size.incrementAndGet() > maxWaiting) {
            size.decrementAndGet();
            return Mono.error(new Overloaded(RETRY_AFTER));
          }
          var entry = new Entry<I, O>(item, Sinks.one());
          waiting.add(entry);
          openLane();
          return entry
              .answer()
              .asMono()
              .timeout(PATIENCE, Mono.error(() -> new Overloaded(RETRY_AFTER)));
        });
  }

  /// How many wait for their batch to begin.
  public int waiting() {
    return size.get();
  }

  private void openLane() {
    if (busyLanes.incrementAndGet() > lanes) {
      busyLanes.decrementAndGet();
      return;
    }
    runLane();
  }

  private void runLane() {
    var batch = next();
    if (batch.isEmpty()) {
      busyLanes.decrementAndGet();
      // whoever came between the look and the decrement found every lane busy
      if (!waiting.isEmpty()) {
        openLane();
      }
      return;
    }
    writeBatch(batch).subscribe(this::goOn, failure -> runLane());
  }

  /// First the next batch: to answer runs whatever each caller does then, all of it on this thread.
  private void goOn(Runnable answering) {
    runLane();
    answering.run();
  }

  private List<Entry<I, O>> next() {
    var batch = new ArrayList<Entry<I, O>>();
    while (batch.size() < maxBatch) {
      var entry = waiting.poll();
      if (entry == null) {
        break;
      }
      batch.add(entry);
    }
    size.addAndGet(-batch.size());
    return batch;
  }

  /// @return answers those of the batch that are not answered yet
  private Mono<Runnable> writeBatch(List<Entry<I, O>> batch) {
    return Mono.defer(() -> write.apply(batch.stream().map(Entry::item).toList()))
        .map(answers -> answering(batch, answers))
        .onErrorResume(failure -> afterFailure(batch, failure));
  }

  private Mono<Runnable> afterFailure(List<Entry<I, O>> batch, Throwable failure) {
    // after a broken connection nobody knows whether the batch was committed: written again, it
    // might stand twice
    if (batch.size() == 1 || DatabaseFailures.isTransient(failure)) {
      return Mono.just(() -> batch.forEach(entry -> entry.answer().tryEmitError(failure)));
    }
    var middle = batch.size() / 2;
    return writeBatch(batch.subList(0, middle))
        .doOnNext(Runnable::run)
        .then(writeBatch(batch.subList(middle, batch.size())));
  }

  private static <I, O> Runnable answering(List<Entry<I, O>> batch, List<O> answers) {
    if (answers.size() != batch.size()) {
      throw new IllegalStateException(answers.size() + " answers for " + batch.size() + " items");
    }
    return () -> {
      for (int i = 0; i < batch.size(); i++) {
        batch.get(i).answer().tryEmitValue(answers.get(i));
      }
    };
  }

  private record Entry<I, O>(I item, Sinks.One<O> answer) {}
}
