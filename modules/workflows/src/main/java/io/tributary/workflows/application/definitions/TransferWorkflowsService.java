package io.tributary.workflows.application.definitions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.EditWorkflows.Draft;
import io.tributary.workflows.application.port.in.TransferWorkflows;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.application.port.out.WorkflowStore.Version;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class TransferWorkflowsService implements TransferWorkflows {
  private final WorkflowStore store;
  private final Transactions transactions;
  private final Drafts drafts;

  TransferWorkflowsService(WorkflowStore store, Transactions transactions, Drafts drafts) {
    this.store = store;
    this.transactions = transactions;
    this.drafts = drafts;
  }

  @Override
  public Mono<Exported> export(WorkspaceId workspace, UUID workflowId, @Nullable Integer version) {
    return transactions.inWorkspace(
        workspace,
        store
            .find(workspace, workflowId)
            .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
            .flatMap(
                workflow ->
                    version == null
                        ? Mono.just(draftOf(workflow))
                        : store
                            .version(workspace, workflowId, version)
                            .switchIfEmpty(Mono.error(() -> new NotFound("workflow version")))
                            .map(found -> versionOf(workflow, found))));
  }

  private Exported draftOf(Workflow workflow) {
    return new Exported(
        workflow.id(),
        null,
        workflow.name(),
        workflow.description(),
        workflow.draft(),
        drafts.now());
  }

  /// Versions have no description of their own.
  private Exported versionOf(Workflow workflow, Version version) {
    return new Exported(
        workflow.id(),
        version.number(),
        version.name(),
        workflow.description(),
        version.definition(),
        drafts.now());
  }

  @Override
  public Mono<Workflow> importNew(
      WorkspaceId workspace, Document document, @Nullable RequestKey request) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          faults
              .at("format")
              .require(FORMAT.equals(document.format()), "unknown-format", "must be " + FORMAT);
          faults.at("definition").require(document.definition() != null, "required", "is missing");
          var checked =
              drafts.check(
                  new Draft(document.name(), document.description(), document.definition()),
                  faults);
          faults.throwIfAny();
          return drafts.create(workspace, checked, request);
        });
  }
}
