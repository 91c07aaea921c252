package io.tributary.analytics.application;

import io.tributary.analytics.AnalyticsProperties;
import io.tributary.analytics.application.port.in.ReadWorkflowSummaries;
import io.tributary.analytics.application.port.in.RefreshSummaries;
import io.tributary.analytics.application.port.out.SummaryStore;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.work.ClusterLock;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
class SummaryService implements ReadWorkflowSummaries, RefreshSummaries {
  private static final String LOCK = "analytics.workflow-summary";
  private static final Duration LOCK_AT_MOST = Duration.ofMinutes(1);

  private final SummaryStore store;
  private final SummaryChanges changes;
  private final Transactions transactions;
  private final ClusterLock lock;
  private final Cursors cursors;
  private final Clock clock;
  private final Duration maxAge;
  private volatile Instant nextCheck = Instant.MIN;

  SummaryService(
      SummaryStore store,
      SummaryChanges changes,
      Transactions transactions,
      ClusterLock lock,
      Cursors cursors,
      Clock clock,
      AnalyticsProperties properties) {
    this.store = store;
    this.changes = changes;
    this.transactions = transactions;
    this.lock = lock;
    this.cursors = cursors;
    this.clock = clock;
    this.maxAge = properties.summaryMaxAge();
  }

  @Override
  public Mono<Summaries> read(WorkspaceId workspace, PageRequest request) {
    return Mono.defer(
        () -> {
          var scope = "workflows-summary:" + workspace;
          var after = cursors.decodeId(scope, request.cursor());
          // the time first: a refresh in between makes the rows newer than it says, never older
          var both =
              store
                  .asOf()
                  .zipWhen(
                      asOf -> store.read(workspace, after, request.rows()),
                      (asOf, rows) -> new Summaries(page(rows, request, scope), asOf));
          return transactions.readInWorkspace(workspace, both);
        });
  }

  private Page<Summary> page(List<Summary> rows, PageRequest request, String scope) {
    return Page.of(rows, request.limit(), row -> cursors.encodeId(scope, row.workflowId()));
  }

  @Override
  public Mono<Boolean> refreshIfDue() {
    return Mono.defer(
        () -> {
          var now = clock.instant();
          if (!changes.any() && now.isBefore(nextCheck)) {
            return Mono.just(false);
          }
          var changed = changes.take();
          return refresh(changed ? Duration.ZERO : maxAge)
              .doOnSuccess(refreshed -> afterRefresh(refreshed != null, changed, now))
              .doOnError(failure -> afterRefresh(false, changed, now))
              .defaultIfEmpty(false);
        });
  }

  /// Empty if another node is at it.
  private Mono<Boolean> refresh(Duration age) {
    return lock.tryRun(
        LOCK, LOCK_AT_MOST, Duration.ZERO, transactions.asWorker(store.refreshIfOlderThan(age)));
  }

  private void afterRefresh(boolean done, boolean changed, Instant now) {
    if (done) {
      nextCheck = now.plus(maxAge);
    } else if (changed) {
      changes.mark();
    }
  }
}
