package io.tributary.workflows.application.history;

import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import io.tributary.workflows.application.port.in.executions.ApplyRetention;
import io.tributary.workflows.application.port.out.executions.HistoryStore;
import io.tributary.workflows.application.port.out.executions.HistoryStore.Candidate;
import io.tributary.workflows.application.port.out.executions.HistoryStore.Ended;
import io.tributary.workflows.application.port.out.executions.HistoryStore.Retention;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Each transaction removes a bounded number of rows, so that none holds locks or a connection for
/// long, and what was removed stays removed if the job is cut short.
@Component
final class RetentionService implements ApplyRetention {
  static final int ROWS = 5_000;

  /// Executions whose steps are removed together.
  private static final int EXECUTIONS = 500;

  private static final int WORKSPACES = 200;
  private static final Logger log = LoggerFactory.getLogger(RetentionService.class);
  private static final String LOCK = "workflows.retention";
  private static final Duration LOCK_AT_MOST = Duration.ofHours(6);
  private static final Duration MAILS_KEPT = Duration.ofDays(30);

  private final HistoryStore store;
  private final Transactions transactions;
  private final ClusterLock lock;
  private final Clock clock;
  private final MeterRegistry meters;

  RetentionService(
      HistoryStore store,
      Transactions transactions,
      ClusterLock lock,
      Clock clock,
      MeterRegistry meters) {
    this.store = store;
    this.transactions = transactions;
    this.lock = lock;
    this.clock = clock;
    this.meters = meters;
  }

  @Override
  public Mono<Removed> applyUnlessRunning() {
    return lock.tryRun(LOCK, LOCK_AT_MOST, Duration.ZERO, Mono.defer(this::apply));
  }

  Mono<Removed> apply() {
    var now = clock.instant();
    var tally = new Tally();
    return workspaces(null, now, tally)
        .then(Mono.defer(() -> mails(null, now.minus(MAILS_KEPT), tally)))
        .then(Mono.fromSupplier(tally::removed))
        .doOnNext(removed -> log.debug("history: {}", removed))
        // what was done before a failure is done
        .doFinally(end -> count(tally.removed()));
  }

  private Mono<Void> workspaces(@Nullable UUID after, Instant now, Tally tally) {
    return transactions
        .asWorker(store.retentions(after, WORKSPACES))
        .flatMap(page -> each(page, retention -> one(retention, now, tally)).thenReturn(page))
        .filter(page -> page.size() == WORKSPACES)
        .flatMap(page -> workspaces(page.getLast().workspaceId(), now, tally));
  }

  private static <T> Mono<Void> each(List<T> items, Function<T, Mono<Void>> work) {
    return Flux.fromIterable(items).concatMap(work).then();
  }

  private Mono<Void> one(Retention retention, Instant now, Tally tally) {
    var workspace = retention.workspaceId();
    var logDays = retention.logDays();
    var executionDays = retention.executionDays();
    Mono<Long> logs =
        logDays == null
            ? Mono.just(0L)
            : all(() -> store.removeLogs(workspace, daysBefore(now, logDays), ROWS));
    return logs.doOnNext(tally::logs)
        .then(
            executionDays == null
                ? Mono.empty()
                : executions(workspace, null, daysBefore(now, executionDays), tally));
  }

  private static Instant daysBefore(Instant now, int days) {
    return now.minus(Duration.ofDays(days));
  }

  /// What has not ended is passed over, and not looked at again until the next day.
  private Mono<Void> executions(UUID workspace, @Nullable UUID after, Instant before, Tally tally) {
    return transactions
        .asWorker(store.candidates(workspace, after, before, EXECUTIONS))
        .flatMap(page -> remove(workspace, ended(page), before, tally).thenReturn(page))
        .filter(page -> page.size() == EXECUTIONS)
        .flatMap(page -> executions(workspace, page.getLast().id(), before, tally));
  }

  private static List<UUID> ended(List<Candidate> page) {
    return page.stream().filter(Candidate::ended).map(Candidate::id).toList();
  }

  /// The executions last: whatever cuts this short, the rest is found again.
  private Mono<Void> remove(UUID workspace, List<UUID> ids, Instant before, Tally tally) {
    return ids.isEmpty()
        ? Mono.empty()
        : all(() -> store.removeSteps(workspace, ids, ROWS))
            .doOnNext(tally::steps)
            .then(Mono.defer(() -> all(() -> store.removeLogs(workspace, ids, ROWS))))
            .doOnNext(tally::logs)
            .then(
                Mono.defer(
                    () -> transactions.asWorker(store.removeExecutions(workspace, ids, before))))
            .doOnNext(tally::ended)
            .then();
  }

  private Mono<Void> mails(@Nullable UUID after, Instant before, Tally tally) {
    return transactions
        .asWorker(store.workspacesWithMails(after, WORKSPACES))
        .flatMap(
            page ->
                each(
                        page,
                        workspace ->
                            all(() -> store.removeMails(workspace, before, ROWS))
                                .doOnNext(tally::mails)
                                .then())
                    .thenReturn(page))
        .filter(page -> page.size() == WORKSPACES)
        .flatMap(page -> mails(page.getLast(), before, tally));
  }

  /// A transaction after the other, until one finds less than it may remove.
  private Mono<Long> all(Supplier<Mono<Long>> batch) {
    return Mono.defer(() -> transactions.asWorker(batch.get()))
        .flatMap(
            removed ->
                removed < ROWS ? Mono.just(removed) : all(batch).map(others -> others + removed));
  }

  private void count(Removed removed) {
    count("logs", removed.logs());
    count("steps", removed.steps());
    count("starts", removed.starts());
    count("executions", removed.executions());
    count("mails", removed.mails());
  }

  private void count(String rows, long removed) {
    meters.counter("tributary.history.removed", "rows", rows).increment(removed);
  }

  /// Of one run, which does one thing after another.
  private static final class Tally {
    private long logs;
    private long steps;
    private long starts;
    private long executions;
    private long mails;

    void logs(long more) {
      logs += more;
    }

    void steps(long more) {
      steps += more;
    }

    void ended(Ended more) {
      executions += more.executions();
      starts += more.starts();
    }

    void mails(long more) {
      mails += more;
    }

    Removed removed() {
      return new Removed(logs, steps, starts, executions, mails);
    }
  }
}
