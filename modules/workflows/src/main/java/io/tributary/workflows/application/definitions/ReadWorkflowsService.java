package io.tributary.workflows.application.definitions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Cursors;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.ReadWorkflows;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.application.port.out.WorkflowStore.Summary;
import io.tributary.workflows.application.port.out.WorkflowStore.Version;
import io.tributary.workflows.application.port.out.WorkflowStore.VersionSummary;
import io.tributary.workflows.domain.definitions.DefinitionDiff;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class ReadWorkflowsService implements ReadWorkflows {
  private final WorkflowStore store;
  private final Transactions transactions;
  private final Cursors cursors;

  ReadWorkflowsService(WorkflowStore store, Transactions transactions, Cursors cursors) {
    this.store = store;
    this.transactions = transactions;
    this.cursors = cursors;
  }

  @Override
  public Mono<Page<Summary>> list(
      WorkspaceId workspace, @Nullable WorkflowStatus status, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "workflows|" + workspace + "|" + status;
          var before = cursors.decodeId(scope, page.cursor());
          return transactions
              .inWorkspace(workspace, store.list(workspace, status, before, page.rows()))
              .map(rows -> Page.of(rows, page.limit(), last -> cursors.encodeId(scope, last.id())));
        });
  }

  @Override
  public Mono<Workflow> find(WorkspaceId workspace, UUID workflowId) {
    return transactions.inWorkspace(workspace, existing(workspace, workflowId));
  }

  @Override
  public Mono<Page<VersionSummary>> versions(
      WorkspaceId workspace, UUID workflowId, PageRequest page) {
    return Mono.defer(
        () -> {
          var scope = "workflow-versions|" + workspace + "|" + workflowId;
          var before =
              page.cursor() == null
                  ? null
                  : Integer.valueOf(cursors.decode(scope, page.cursor()).getFirst());
          var rows =
              existing(workspace, workflowId)
                  .flatMap(workflow -> store.versions(workspace, workflowId, before, page.rows()));
          return transactions
              .inWorkspace(workspace, rows)
              .map(
                  found ->
                      Page.of(
                          found,
                          page.limit(),
                          last -> cursors.encode(scope, List.of(Integer.toString(last.number())))));
        });
  }

  @Override
  public Mono<Version> version(WorkspaceId workspace, UUID workflowId, int number) {
    return transactions
        .inWorkspace(workspace, store.version(workspace, workflowId, number))
        .switchIfEmpty(Mono.error(() -> new NotFound("workflow version")));
  }

  @Override
  public Mono<DefinitionDiff> diff(
      WorkspaceId workspace, UUID workflowId, int from, @Nullable Integer to) {
    var before = version(workspace, workflowId, from).map(Version::definition);
    var after =
        to == null
            ? existing(workspace, workflowId).map(Workflow::draft)
            : version(workspace, workflowId, to).map(Version::definition);
    return transactions.inWorkspace(
        workspace, before.flatMap(old -> after.map(young -> DefinitionDiff.between(old, young))));
  }

  private Mono<Workflow> existing(WorkspaceId workspace, UUID workflowId) {
    return store
        .find(workspace, workflowId)
        .switchIfEmpty(Mono.error(() -> new NotFound("workflow")));
  }
}
