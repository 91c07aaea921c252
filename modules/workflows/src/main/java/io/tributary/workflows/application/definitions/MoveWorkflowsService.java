package io.tributary.workflows.application.definitions;

import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.kernel.web.ExpectedVersion;
import io.tributary.workflows.application.port.in.MoveWorkflows;
import io.tributary.workflows.application.port.out.DefinitionRows;
import io.tributary.workflows.application.port.out.PublicationNews;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.application.port.out.WorkflowStore.Version;
import io.tributary.workflows.domain.WorkflowsProblem.WorkflowInvalid;
import io.tributary.workflows.domain.definitions.DefinitionCompiler;
import io.tributary.workflows.domain.definitions.DefinitionParts;
import io.tributary.workflows.domain.definitions.Lifecycle;
import io.tributary.workflows.domain.definitions.Trigger;
import io.tributary.workflows.domain.definitions.Workflow;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class MoveWorkflowsService implements MoveWorkflows {
  private final WorkflowStore store;
  private final DefinitionRows rows;
  private final Transactions transactions;
  private final DraftRules rules;
  private final PublicationNews news;
  private final Clock clock;

  MoveWorkflowsService(
      WorkflowStore store,
      DefinitionRows rows,
      Transactions transactions,
      DraftRules rules,
      PublicationNews news,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.transactions = transactions;
    this.rules = rules;
    this.news = news;
    this.clock = clock;
  }

  @Override
  public Mono<Workflow> publish(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return move(
        workspace,
        workflowId,
        expected,
        Lifecycle::publish,
        workflow -> {
          var faults = rules.faultsOf(workflow.draft());
          if (!faults.isEmpty()) {
            return Mono.error(new WorkflowInvalid(faults));
          }
          var version = versionOf(workflow);
          return store
              .insertVersion(workspace, version)
              .then(
                  Mono.defer(
                      () ->
                          rows.replace(
                              workspace,
                              workflowId,
                              version.number(),
                              DefinitionParts.of(version.definition()))))
              .then(Mono.defer(() -> activate(workspace, workflow, version)));
        });
  }

  @Override
  public Mono<Workflow> pause(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return move(
        workspace,
        workflowId,
        expected,
        Lifecycle::pause,
        workflow -> store.deactivate(workspace, workflowId));
  }

  @Override
  public Mono<Workflow> resume(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return move(
        workspace,
        workflowId,
        expected,
        Lifecycle::resume,
        workflow ->
            store
                .version(workspace, workflowId, numberOf(workflow))
                .flatMap(version -> activate(workspace, workflow, version)));
  }

  @Override
  public Mono<Workflow> archive(WorkspaceId workspace, UUID workflowId, ExpectedVersion expected) {
    return move(
        workspace,
        workflowId,
        expected,
        Lifecycle::archive,
        workflow -> store.deactivate(workspace, workflowId));
  }

  private Mono<Workflow> move(
      WorkspaceId workspace,
      UUID workflowId,
      ExpectedVersion expected,
      UnaryOperator<Lifecycle> step,
      Function<Workflow, Mono<Void>> effect) {
    return transactions.inWorkspace(
        workspace,
        store
            .lock(workspace, workflowId)
            .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
            .doOnNext(workflow -> expected.check(workflow.lifecycle().version()))
            .map(workflow -> workflow.moved(step.apply(workflow.lifecycle()), now()))
            .flatMap(
                moved ->
                    effect
                        .apply(moved)
                        .then(Mono.defer(() -> store.update(workspace, moved)))
                        .then(Mono.defer(() -> news.changed(workspace)))
                        .thenReturn(moved)));
  }

  /// A paused workflow that is published stays paused.
  private Mono<Void> activate(WorkspaceId workspace, Workflow workflow, Version version) {
    if (!workflow.lifecycle().isActive()) {
      return Mono.empty();
    }
    var compiled =
        DefinitionCompiler.compile(
            workspace.value(),
            workflow.id(),
            version.number(),
            version.name(),
            version.definition(),
            rules.types());
    return store.activate(workspace, workflow.id(), version.number(), Trigger.of(compiled));
  }

  private Version versionOf(Workflow workflow) {
    return new Version(
        workflow.id(), numberOf(workflow), workflow.name(), workflow.draft(), workflow.updatedAt());
  }

  private static int numberOf(Workflow workflow) {
    return Objects.requireNonNull(workflow.lifecycle().publishedVersion());
  }

  /// As precise as the database keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
