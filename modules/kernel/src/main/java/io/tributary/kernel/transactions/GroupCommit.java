package io.tributary.kernel.transactions;

import io.tributary.kernel.problems.KernelProblem.Overloaded;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/// Writes what many callers ask for in one transaction, and answers each of them only after its
/// commit.
///
/// While one batch commits the next one gathers, and a caller that is alone is not delayed. A
/// second
/// batch is written beside it only if it is full, or if a caller has waited for a second: two small
/// ones would cost twice as much as one. For the same reason a lane may rest after a batch when
/// there were several callers at a time: until as many wait again as there were, or for as long as
/// it gathers, which is the longer the more there were.
///
/// A batch that the database refuses is halved until the bad item stands alone, and only that one
/// fails.
public final class GroupCommit<I, O> {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  /// So many callers and more have a lane rest for the same time.
  private static final int MANY = 10;

  /// How long a caller waits; its item may still be written after that, as after any broken
  /// connection.
  private static final int PATIENCE_SECONDS = 15;

  private final Function<List<I>, Mono<List<O>>> write;
  private final int lanes;
  private final int maxBatch;
  private final int maxWaiting;
  private final long gatherNanos;
  private final ConcurrentLinkedQueue<Entry<I, O>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicInteger busyLanes = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final Set<Batch<I, O>> underWay = ConcurrentHashMap.newKeySet();
  private final AtomicInteger unanswered = new AtomicInteger();
  private final AtomicInteger second = new AtomicInteger();
  private final AtomicBoolean counting = new AtomicBoolean();
  private final AtomicReference<@Nullable Gathering> gathering = new AtomicReference<>();

  /// @param lanes batches in flight at a time, 1 or more
  /// @param maxBatch items in a batch
  /// @param maxWaiting items that may wait; more are refused
  /// @param write writes a batch in one transaction and gives an answer for each item, in their
  ///     order
  public GroupCommit(
      int lanes, int maxBatch, int maxWaiting, Function<List<I>, Mono<List<O>>> write) {
    this(lanes, maxBatch, maxWaiting, Duration.ZERO, write);
  }

  /// @param gather how long a lane rests at most between two batches for each caller, up to ten, of
  ///     those that come together; they wait longer by half of it, and share their batch with more
  public GroupCommit(
      int lanes,
      int maxBatch,
      int maxWaiting,
      Duration gather,
      Function<List<I>, Mono<List<O>>> write) {
    this.lanes = lanes;
    this.maxBatch = maxBatch;
    this.maxWaiting = maxWaiting;
    this.gatherNanos = gather.toNanos();
    this.write = write;
  }

  /// Signals `Overloaded` if too many wait already or the answer takes longer than fifteen seconds,
  /// and whatever the write of this item signals.
  public Mono<O> submit(I item) {
    return Mono.create(
        sink -> {
          if (size.incrementAndGet() > maxWaiting) {
            size.decrementAndGet();
            sink.error(new Overloaded(RETRY_AFTER));
            return;
          }
          unanswered.incrementAndGet();
          var asker = new Asker<>(sink);
          asker.since(second.get());
          waiting.add(new Entry<>(item, asker));
          count();
          if (!endGathering()) {
            openLane(size.get() >= maxBatch);
          }
        });
  }

  /// How many wait for their batch to begin.
  public int waiting() {
    return size.get();
  }

  /// @param beside whether it may be one beside others
  private void openLane(boolean beside) {
    var busy = busyLanes.get();
    while (busy == 0 || beside && busy < lanes) {
      if (busyLanes.compareAndSet(busy, busy + 1)) {
        runLane();
        return;
      }
      busy = busyLanes.get();
    }
  }

  private void runLane() {
    var batch = next();
    if (batch.entries.isEmpty()) {
      busyLanes.decrementAndGet();
      // whoever came between the look and the decrement found every lane busy
      if (!waiting.isEmpty()) {
        openLane(false);
      }
      return;
    }
    underWay.add(batch);
    writeBatch(batch.entries)
        .subscribe(
            answering -> {
              goOn(batch);
              answering.run();
            },
            failure -> {
              goOn(batch);
              batch.entries.forEach(entry -> entry.asker().fail(failure));
            });
  }

  /// First the next batch: to answer runs whatever each caller does then, all of it on this thread.
  private void goOn(Batch<I, O> batch) {
    end(batch);
    if (size.get() >= maxBatch) {
      runLane();
    } else if (!isLeftTo(batch)) {
      gather(batch.entries.size() + size.get());
    }
  }

  /// @param together how many callers there were at a time
  private void gather(int together) {
    var begun = new Gathering(Math.min(together, maxBatch));
    if (gatherNanos == 0
        || together < 2
        || size.get() >= begun.enough
        || !gathering.compareAndSet(null, begun)) {
      runLane();
      return;
    }
    var rest = gatherNanos * Math.min(together, MANY);
    Schedulers.parallel().schedule(() -> end(begun), rest, TimeUnit.NANOSECONDS);
    endGathering();
  }

  /// @return whether a lane gathered and has enough now
  private boolean endGathering() {
    var begun = gathering.get();
    if (begun == null || size.get() < begun.enough) {
      return false;
    }
    end(begun);
    return true;
  }

  private void end(Gathering begun) {
    if (gathering.compareAndSet(begun, null)) {
      runLane();
    }
  }

  /// Whether another lane got on with its batches meanwhile, and this one was closed.
  private boolean isLeftTo(Batch<I, O> batch) {
    var busy = busyLanes.get();
    return busy > 1
        && ended.get() - batch.endedBefore > 1
        && busyLanes.compareAndSet(busy, busy - 1);
  }

  private void end(Batch<I, O> batch) {
    underWay.remove(batch);
    ended.incrementAndGet();
    unanswered.addAndGet(-batch.entries.size());
  }

  private Batch<I, O> next() {
    var entries = new ArrayList<Entry<I, O>>();
    while (entries.size() < maxBatch) {
      var entry = waiting.poll();
      if (entry == null) {
        break;
      }
      entries.add(entry);
    }
    size.addAndGet(-entries.size());
    return new Batch<>(entries, ended.get());
  }

  /// One timer for all, for as long as anybody waits: one for each caller would cost more than its
  /// answer.
  private void count() {
    if (!counting.get() && counting.compareAndSet(false, true)) {
      Schedulers.parallel().schedule(this::secondPassed, 1, TimeUnit.SECONDS);
    }
  }

  private void secondPassed() {
    var late = second.incrementAndGet() - PATIENCE_SECONDS;
    waiting.forEach(entry -> entry.giveUp(late));
    underWay.forEach(batch -> batch.entries.forEach(entry -> entry.giveUp(late)));
    var first = waiting.peek();
    if (first != null && first.asker.cameBefore(second.get() - 1)) {
      openLane(true);
    }
    counting.set(false);
    if (unanswered.get() > 0) {
      count();
    }
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
      return Mono.just(() -> batch.forEach(entry -> entry.asker().fail(failure)));
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
        batch.get(i).asker().answer(answers.get(i));
      }
    };
  }

  private record Entry<I, O>(I item, Asker<O> asker) {
    void giveUp(int second) {
      if (asker.cameBefore(second)) {
        asker.fail(new Overloaded(RETRY_AFTER));
      }
    }
  }

  /// A lane that rests. Is only itself.
  private static final class Gathering {
    private final int enough;

    private Gathering(int enough) {
      this.enough = enough;
    }
  }

  /// Is only itself, whatever it holds.
  private static final class Batch<I, O> {
    private final List<Entry<I, O>> entries;
    private final int endedBefore;

    private Batch(List<Entry<I, O>> entries, int endedBefore) {
      this.entries = entries;
      this.endedBefore = endedBefore;
    }
  }
}
