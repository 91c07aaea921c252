package io.tributary.workflows.application.engine;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.executions.ReadExecutions;
import io.tributary.workflows.application.port.out.executions.ExecutionReads;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class ShowExecutions implements ReadExecutions {
  private final ExecutionReads reads;
  private final Transactions transactions;
  private final Cursors cursors;

  ShowExecutions(ExecutionReads reads, Transactions transactions, Cursors cursors) {
    this.reads = reads;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<ExecutionSummary>> list(WorkspaceId workspace, Filter filter, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "executions " + workspace + " " + filter;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, reads.list(workspace, filter, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<ExecutionDetail> get(WorkspaceId workspace, UUID executionId) {
    return transactions.inWorkspace(workspace, existing(workspace, executionId));
  }

  @Override
  public Mono<Page<StepView>> steps(WorkspaceId workspace, UUID executionId, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "steps " + workspace + " " + executionId;
          var after = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(
                  workspace,
                  existing(workspace, executionId)
                      .then(reads.steps(workspace, executionId, after, page.rows())))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Page<LogLine>> logs(WorkspaceId workspace, UUID executionId, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "logs " + workspace + " " + executionId;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(
                  workspace,
                  existing(workspace, executionId)
                      .then(reads.logs(workspace, executionId, before, page.rows())))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  private Mono<ExecutionDetail> existing(WorkspaceId workspace, UUID executionId) {
    return reads
        .find(workspace, executionId)
        .switchIfEmpty(Mono.error(() -> new NotFound("execution")));
  }
}
