package io.tributary.workflows.application.definitions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Workflow;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class EditWorkflowsService implements EditWorkflows {
  private final WorkflowStore store;
  private final Transactions transactions;
  private final DraftRules rules;
  private final Drafts drafts;

  EditWorkflowsService(
      WorkflowStore store, Transactions transactions, DraftRules rules, Drafts drafts) {
    this.store = store;
    this.transactions = transactions;
    this.rules = rules;
    this.drafts = drafts;
  }

  @Override
  public Mono<Workflow> create(WorkspaceId workspace, Draft draft, @Nullable RequestKey request) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          var checked = drafts.check(draft, faults);
          faults.throwIfAny();
          return drafts.create(workspace, checked, request);
        });
  }

  @Override
  public Mono<Workflow> replace(
      WorkspaceId workspace, UUID workflowId, Draft draft, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          var checked = drafts.check(draft, faults);
          faults
              .at("definition")
              .require(draft.definition() != null, "required", "is replaced as a whole");
          faults.throwIfAny();
          return edit(
              workspace,
              workflowId,
              expected,
              workflow ->
                  Mono.just(workflow.edited(checked.text(), checked.definition(), drafts.now())));
        });
  }

  @Override
  public Mono<Workflow> restore(
      WorkspaceId workspace, UUID workflowId, int number, ExpectedVersion expected) {
    return Mono.defer(
        () ->
            edit(
                workspace,
                workflowId,
                expected,
                workflow ->
                    store
                        .version(workspace, workflowId, number)
                        .switchIfEmpty(Mono.error(() -> new NotFound("workflow version")))
                        .map(version -> workflow.restored(version.definition(), drafts.now()))));
  }

  private Mono<Workflow> edit(
      WorkspaceId workspace,
      UUID workflowId,
      ExpectedVersion expected,
      Function<Workflow, Mono<Workflow>> change) {
    expected.required();
    return transactions.inWorkspace(
        workspace,
        store
            .lock(workspace, workflowId)
            .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
            .doOnNext(workflow -> expected.check(workflow.lifecycle().version()))
            .flatMap(change)
            .flatMap(edited -> drafts.save(workspace, edited)));
  }

  @Override
  public Mono<List<DefinitionFault>> validate(WorkspaceId workspace, UUID workflowId) {
    return transactions
        .inWorkspace(workspace, store.find(workspace, workflowId))
        .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
        .map(workflow -> rules.faultsOf(workflow.draft()));
  }

  @Override
  public Mono<List<DefinitionFault>> validate(
      WorkspaceId workspace, Map<String, Object> definition) {
    return Mono.fromSupplier(() -> rules.faultsOf(definition));
  }
}
