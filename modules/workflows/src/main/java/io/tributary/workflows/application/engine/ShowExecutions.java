package io.tributary.workflows.application.engine;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.GroupRead;
import io.tributary.kernel.transactions.GroupReads;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionReads;
import io.tributary.workflows.application.port.out.executions.ExecutionSearch;
import io.tributary.workflows.application.port.out.executions.ExecutionSearch.Newest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class ShowExecutions implements ReadExecutions {
  private final ExecutionReads reads;
  private final GroupRead<WorkspaceId, UUID, ExecutionDetail> details;
  private final ExecutionSearch search;
  private final Transactions transactions;
  private final Cursors cursors;

  ShowExecutions(
      ExecutionReads reads,
      ExecutionSearch search,
      Transactions transactions,
      GroupReads groupReads,
      Cursors cursors) {
    this.reads = reads;
    this.details =
        groupReads.byKey(
            (workspace, ids) ->
                transactions.selectInWorkspace(workspace, reads.details(workspace, ids)));
    this.search = search;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<ExecutionSummary>> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "executions " + workspace + " " + filter;
          var before = cursors.decodeId(scope, page.cursor());
          var found =
              filter.needsSearch()
                  ? search(workspace, filter, before, page.rows())
                  : transactions.readInWorkspace(
                      workspace, reads.list(workspace, filter, before, page.rows()));
          return found.map(
              rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  /// Who asks for a workspace's executions by what they hold has been let in by then; the rows
  /// themselves are read as that workspace.
  private Mono<List<ExecutionSummary>> search(
      WorkspaceId workspace, Filter filter, @Nullable UUID before, int rows) {
    return transactions
        .readInWorkspace(workspace, search.newest(workspace, filter, before, rows))
        .flatMap(newest -> rest(workspace, filter, newest, rows))
        .flatMap(ids -> transactions.readInWorkspace(workspace, reads.find(workspace, ids)));
  }

  private Mono<List<UUID>> rest(WorkspaceId workspace, Filter filter, Newest newest, int rows) {
    var missing = rows - newest.found().size();
    return newest.exhausted() || missing == 0
        ? Mono.just(newest.found())
        : transactions
            .asWorker(search.older(workspace, filter, newest.last(), missing))
            .map(older -> Stream.concat(newest.found().stream(), older.stream()).toList());
  }

  @Override
  public Mono<ExecutionDetail> get(WorkspaceId workspace, UUID executionId) {
    return details.get(workspace, executionId).switchIfEmpty(notFound());
  }

  @Override
  public Mono<Page<StepView>> steps(
      WorkspaceId workspace, UUID executionId, StepFilter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "steps " + workspace + " " + executionId + " " + filter;
          var after = cursors.decodeId(scope, page.cursor());
          return transactions
              .readInWorkspace(
                  workspace,
                  existing(workspace, executionId)
                      .then(reads.steps(workspace, executionId, filter, after, page.rows())))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Page<LogLine>> logs(
      WorkspaceId workspace, UUID executionId, @Nullable LogLevel level, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "logs " + workspace + " " + executionId + " " + level;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .readInWorkspace(
                  workspace,
                  existing(workspace, executionId)
                      .then(reads.logs(workspace, executionId, level, before, page.rows())))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  private Mono<Boolean> existing(WorkspaceId workspace, UUID executionId) {
    return reads.exists(workspace, executionId).filter(there -> there).switchIfEmpty(notFound());
  }

  private static <T> Mono<T> notFound() {
    return Mono.error(() -> new NotFound("execution"));
  }
}
