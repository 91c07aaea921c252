package io.tributary.workflows.application.control;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.ExecutionSummary;
import io.tributary.workflows.application.port.in.executions.ReadExecutions.Filter;
import io.tributary.workflows.application.port.out.executions.ExecutionReads;
import io.tributary.workflows.application.port.out.executions.ExecutionSearch;
import io.tributary.workflows.application.port.out.executions.ExecutionSearch.Newest;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Finds what a filter means, some at a time. Inside a worker's transaction.
@Component
final class Matching {
  private final ExecutionReads reads;
  private final ExecutionSearch search;

  Matching(ExecutionReads reads, ExecutionSearch search) {
    this.reads = reads;
    this.search = search;
  }

  /// @return the newest that match and have an id below `before`, newest first; fewer than `rows`
  ///     if there are no others
  Mono<List<UUID>> next(WorkspaceId workspace, Filter filter, UUID before, int rows) {
    return filter.needsSearch()
        ? search
            .newest(workspace, filter, before, rows)
            .flatMap(newest -> withOlder(workspace, filter, newest, rows))
        : reads
            .list(workspace, filter, before, rows)
            .map(found -> found.stream().map(ExecutionSummary::id).toList());
  }

  private Mono<List<UUID>> withOlder(
      WorkspaceId workspace, Filter filter, Newest newest, int rows) {
    var missing = rows - newest.found().size();
    return newest.exhausted() || missing == 0
        ? Mono.just(newest.found())
        : search
            .older(workspace, filter, newest.last(), missing)
            .map(older -> Stream.concat(newest.found().stream(), older.stream()).toList());
  }
}
