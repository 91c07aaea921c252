package io.tributary.workflows.application.definitions;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.workflows.application.port.in.EditWorkflows.Draft;
import io.tributary.workflows.application.port.out.DefinitionRows;
import io.tributary.workflows.application.port.out.WorkflowStore;
import io.tributary.workflows.domain.definitions.DefinitionParts;
import io.tributary.workflows.domain.definitions.DefinitionShape;
import io.tributary.workflows.domain.definitions.Lifecycle;
import io.tributary.workflows.domain.definitions.RequestKey;
import io.tributary.workflows.domain.definitions.Workflow;
import io.tributary.workflows.domain.definitions.WorkflowText;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Checks drafts, and stores them together with their rows.
@Component
final class Drafts {
  private static final Map<String, Object> EMPTY = Map.of("nodes", List.of(), "edges", List.of());

  private final WorkflowStore store;
  private final DefinitionRows rows;
  private final Transactions transactions;
  private final DraftRules rules;
  private final IdGenerator ids;
  private final Clock clock;

  Drafts(
      WorkflowStore store,
      DefinitionRows rows,
      Transactions transactions,
      DraftRules rules,
      IdGenerator ids,
      Clock clock) {
    this.store = store;
    this.rows = rows;
    this.transactions = transactions;
    this.rules = rules;
    this.ids = ids;
    this.clock = clock;
  }

  record Checked(WorkflowText text, Map<String, Object> definition) {}

  /// @param faults gets every fault
  Checked check(Draft draft, Faults faults) {
    var text = WorkflowText.checked(draft.name(), draft.description(), faults);
    var definition = draft.definition() == null ? EMPTY : draft.definition();
    DefinitionShape.check(definition, rules.bytesOf(definition), faults.at("definition"));
    return new Checked(text, definition);
  }

  /// Signals `IdempotencyKeyReused`.
  Mono<Workflow> create(WorkspaceId workspace, Checked draft, @Nullable RequestKey request) {
    var now = now();
    var workflow =
        new Workflow(
            ids.next(),
            draft.text().name(),
            draft.text().description(),
            Lifecycle.NEW,
            draft.definition(),
            now,
            now);
    return transactions.inWorkspace(
        workspace,
        store
            .insert(workspace, workflow, request)
            .flatMap(
                stored ->
                    stored
                        ? saveRows(workspace, workflow).thenReturn(workflow)
                        : repeated(workspace, request)));
  }

  private Mono<Workflow> repeated(WorkspaceId workspace, @Nullable RequestKey request) {
    if (request == null) {
      return Mono.error(new IllegalStateException("a workflow without a key met another"));
    }
    return store
        .requested(workspace, request.key())
        .flatMap(
            before ->
                before.hash().equals(request.hash())
                    ? store.find(workspace, before.workflowId())
                    : Mono.error(new IdempotencyKeyReused()));
  }

  /// Inside the transaction that locked it.
  Mono<Workflow> save(WorkspaceId workspace, Workflow edited) {
    return store
        .update(workspace, edited)
        .then(Mono.defer(() -> saveRows(workspace, edited)))
        .thenReturn(edited);
  }

  private Mono<Void> saveRows(WorkspaceId workspace, Workflow workflow) {
    return rows.replace(
        workspace, workflow.id(), DefinitionRows.DRAFT, DefinitionParts.of(workflow.draft()));
  }

  /// As precise as the database keeps it.
  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
