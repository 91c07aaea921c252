package io.tributary.workflows.application.definitions;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.EditWorkflows;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.domain.DefinitionFault;
import io.tributary.workflows.domain.definitions.DefinitionShape;
import io.tributary.workflows.domain.definitions.Lifecycle;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class EditWorkflowsService implements EditWorkflows {
  private static final Map<String, Object> EMPTY = Map.of("nodes", List.of(), "edges", List.of());

  private final WorkflowStore store;
  private final Transactions transactions;
  private final DraftRules rules;
  private final IdGenerator ids;
  private final Clock clock;

  EditWorkflowsService(
      WorkflowStore store,
      Transactions transactions,
      DraftRules rules,
      IdGenerator ids,
      Clock clock) {
    this.store = store;
    this.transactions = transactions;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<Workflow> create(WorkspaceId workspace, Draft draft) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          var text = WorkflowText.checked(draft.name(), draft.description(), faults);
          var definition = draft.definition() == null ? EMPTY : draft.definition();
          shape(definition, faults);
          faults.throwIfAny();
          var now = now();
          var workflow =
              new Workflow(
                  ids.next(), text.name(), text.description(), Lifecycle.NEW, definition, now, now);
          return transactions.inWorkspace(
              workspace, store.insert(workspace, workflow).thenReturn(workflow));
        });
  }

  @Override
  public Mono<Workflow> replace(
      WorkspaceId workspace, UUID workflowId, Draft draft, ExpectedVersion expected) {
    return Mono.defer(
        () -> {
          var faults = new Faults();
          var text = WorkflowText.checked(draft.name(), draft.description(), faults);
          var definition = draft.definition() == null ? EMPTY : draft.definition();
          faults
              .at("definition")
              .require(draft.definition() != null, "required", "is replaced as a whole");
          shape(definition, faults);
          faults.throwIfAny();
          expected.required();
          return transactions.inWorkspace(
              workspace,
              store
                  .lock(workspace, workflowId)
                  .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
                  .doOnNext(workflow -> expected.check(workflow.lifecycle().version()))
                  .map(workflow -> workflow.edited(text, definition, now()))
                  .flatMap(edited -> store.update(workspace, edited).thenReturn(edited)));
        });
  }

  @Override
  public Mono<List<DefinitionFault>> validate(WorkspaceId workspace, UUID workflowId) {
    return transactions
        .inWorkspace(workspace, store.find(workspace, workflowId))
        .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
        .map(workflow -> rules.faultsOf(workflow.draft()));
  }

  private void shape(Map<String, Object> definition, Faults faults) {
    DefinitionShape.check(definition, rules.bytesOf(definition), faults.at("definition"));
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
