package io.tributary.workflows.application.engine;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadDirectory;
import io.tributary.leads.LeadRef;
import io.tributary.workflows.application.engine.Wishes.Checked;
import io.tributary.workflows.application.port.in.executions.StartExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.Started;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class StartByHand implements StartExecution {
  private final Wishes wishes;
  private final ExecutionStarts stored;
  private final FirstRuns starts;
  private final LeadDirectory leads;
  private final Transactions transactions;

  StartByHand(
      Wishes wishes,
      ExecutionStarts stored,
      FirstRuns starts,
      LeadDirectory leads,
      Transactions transactions) {
    this.wishes = wishes;
    this.stored = stored;
    this.starts = starts;
    this.leads = leads;
    this.transactions = transactions;
  }

  @Override
  public Mono<UUID> start(Command command) {
    return Mono.defer(
        () -> {
          var checked = check(command);
          return transactions.asWorker(
              wishes
                  .workflow(command.workspace().value(), command.workflowId())
                  .flatMap(current -> repeatedOrNew(command, checked, current)));
        });
  }

  private Checked check(Command command) {
    var faults = new Faults();
    var ofKey = new Faults();
    var checked = wishes.check(command.wish(), ofKey, faults);
    for (var fault : ofKey.all()) {
      faults.add(new Fault("Idempotency-Key", fault.code(), fault.message()));
    }
    faults.throwIfAny();
    return checked;
  }

  private Mono<UUID> repeatedOrNew(Command command, Checked checked, Current current) {
    var fresh = Mono.defer(() -> startNew(command, checked, current));
    return command.wish().idempotencyKey() == null
        ? fresh
        : find(command, checked).switchIfEmpty(fresh);
  }

  private Mono<UUID> find(Command command, Checked checked) {
    return stored
        .find(command.workspace().value(), command.workflowId(), checked.startKey())
        .map(started -> same(started, checked));
  }

  private static UUID same(Started started, Checked checked) {
    if (!Objects.equals(checked.fingerprint(), started.fingerprint())) {
      throw new IdempotencyKeyReused();
    }
    return started.executionId();
  }

  private Mono<UUID> startNew(Command command, Checked checked, Current current) {
    return wishes
        .target(command.workspace().value(), command.workflowId(), current)
        .flatMap(target -> leadIsThere(command).thenReturn(target))
        .flatMap(target -> starts.begin(List.of(wishes.execution(checked, target))))
        .flatMap(
            started ->
                started.isEmpty()
                    // another request with this key came between
                    ? find(command, checked)
                    : Mono.just(started.getFirst()).map(NewExecution::id));
  }

  private Mono<Void> leadIsThere(Command command) {
    var lead = command.wish().leadId();
    return lead == null
        ? Mono.empty()
        : leads
            .find(List.of(new LeadRef(command.workspace().value(), lead)))
            .filter(found -> !found.isEmpty())
            .switchIfEmpty(
                Mono.error(() -> InvalidInput.of("/leadId", "not-found", "no such lead")))
            .then();
  }
}
