package io.tributary.workflows.application.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.kernel.transactions.Transactions;
import io.tributary.leads.LeadDirectory;
import io.tributary.leads.LeadRef;
import io.tributary.workflows.application.port.in.executions.StartExecution;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.Started;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import io.tributary.workflows.domain.execution.ExecutionState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class StartByHand implements StartExecution {
  static final String TRIGGER = "TRIGGER_MANUAL";
  private static final int MAX_KEY_CHARS = 200;

  private final StartableWorkflows workflows;
  private final ExecutionStarts stored;
  private final Starts starts;
  private final LeadDirectory leads;
  private final Transactions transactions;
  private final ExecutionJson json;
  private final IdGenerator ids;

  StartByHand(
      StartableWorkflows workflows,
      ExecutionStarts stored,
      Starts starts,
      LeadDirectory leads,
      Transactions transactions,
      ExecutionJson json,
      IdGenerator ids) {
    this.workflows = workflows;
    this.stored = stored;
    this.starts = starts;
    this.leads = leads;
    this.transactions = transactions;
    this.json = json;
    this.ids = ids;
  }

  @Override
  public Mono<UUID> start(Command command) {
    return Mono.defer(
        () -> {
          check(command);
          var fingerprint = fingerprint(command);
          return transactions.asWorker(
              workflows
                  .current(command.workspace().value(), command.workflowId())
                  .switchIfEmpty(Mono.error(() -> new NotFound("workflow")))
                  .flatMap(current -> repeatedOrNew(command, fingerprint, current)));
        });
  }

  private void check(Command command) {
    var key = command.idempotencyKey();
    if (key != null && (key.isBlank() || key.length() > MAX_KEY_CHARS)) {
      throw InvalidInput.of(
          "Idempotency-Key", "length", "must have 1 to " + MAX_KEY_CHARS + " characters");
    }
    if (json.write(command.input()).getBytes(UTF_8).length > ExecutionState.MAX_BYTES / 2) {
      throw InvalidInput.of(
          "/input", "too-large", "must be at most " + ExecutionState.MAX_BYTES / 2 + " bytes");
    }
  }

  private Mono<UUID> repeatedOrNew(Command command, String fingerprint, Current current) {
    var key = command.idempotencyKey();
    if (key == null) {
      return startNew(command, "id:" + ids.next(), fingerprint, current);
    }
    var startKey = "key:" + key;
    return find(command, startKey, fingerprint)
        .switchIfEmpty(Mono.defer(() -> startNew(command, startKey, fingerprint, current)));
  }

  private Mono<UUID> find(Command command, String startKey, String fingerprint) {
    return stored
        .find(command.workspace().value(), command.workflowId(), startKey)
        .map(started -> same(started, fingerprint));
  }

  private static UUID same(Started started, String fingerprint) {
    if (!fingerprint.equals(started.fingerprint())) {
      throw new IdempotencyKeyReused();
    }
    return started.executionId();
  }

  private Mono<UUID> startNew(
      Command command, String startKey, String fingerprint, Current current) {
    var version = current.version();
    if (!current.status().equals("PUBLISHED") || version == null) {
      throw new NotInState("only a published, active workflow can be started", current.status());
    }
    var start =
        new Start(
            command.workspace().value(),
            command.workflowId(),
            version,
            TRIGGER,
            startKey,
            command.leadId(),
            null,
            null,
            command.input());
    return leadIsThere(command)
        .then(Mono.defer(() -> starts.insert(List.of(starts.execution(start, fingerprint)))))
        .flatMap(
            started ->
                started.isEmpty()
                    // another request with this key came between
                    ? find(command, startKey, fingerprint)
                    : Mono.just(started.getFirst()).map(NewExecution::id));
  }

  private Mono<Void> leadIsThere(Command command) {
    var lead = command.leadId();
    return lead == null
        ? Mono.empty()
        : leads
            .find(List.of(new LeadRef(command.workspace().value(), lead)))
            .filter(found -> !found.isEmpty())
            .switchIfEmpty(
                Mono.error(() -> InvalidInput.of("/leadId", "not-found", "no such lead")))
            .then();
  }

  private String fingerprint(Command command) {
    try {
      var asked = command.leadId() + "\n" + json.write(command.input());
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
