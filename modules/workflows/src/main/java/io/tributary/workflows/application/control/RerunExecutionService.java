package io.tributary.workflows.application.control;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.KernelProblem.IdempotencyKeyReused;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.control.Decision.Started;
import io.tributary.workflows.application.port.in.executions.RerunExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionControl;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

@Service
final class RerunExecutionService implements RerunExecution {
  private static final int MAX_KEY_CHARS = 200;

  private final ExecutionControl control;
  private final ExecutionStarts stored;
  private final Reruns reruns;
  private final Attempting attempting;
  private final StateJson json;
  private final IdGenerator ids;
  private final Clock clock;

  RerunExecutionService(
      ExecutionControl control,
      ExecutionStarts stored,
      Reruns reruns,
      Attempting attempting,
      StateJson json,
      IdGenerator ids,
      Clock clock) {
    this.control = control;
    this.stored = stored;
    this.reruns = reruns;
    this.attempting = attempting;
    this.json = json;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public Mono<UUID> rerun(Command command) {
    return Mono.defer(
        () -> {
          var key = command.idempotencyKey();
          if (key != null && (key.isBlank() || key.length() > MAX_KEY_CHARS)) {
            throw InvalidInput.of(
                "Idempotency-Key", "length", "must have 1 to " + MAX_KEY_CHARS + " characters");
          }
          var startKey = key == null ? "id:" + ids.next() : "key:" + key;
          var fingerprint = fingerprint(command);
          return attempting.asWorker(
              control
                  .find(command.workspace(), List.of(command.executionId()))
                  .next()
                  .switchIfEmpty(Mono.error(() -> new NotFound("execution")))
                  .flatMap(original -> once(command, original, startKey, fingerprint)));
        });
  }

  private Mono<UUID> once(
      Command command, HeldExecution original, String startKey, String fingerprint) {
    var before = find(original, startKey, fingerprint);
    var order = new Reruns.Order(original, startKey, fingerprint);
    return before.switchIfEmpty(
        Mono.defer(
            () ->
                reruns
                    .start(List.of(order), command.rerun(), clock.instant())
                    .flatMap(decided -> answer(decided.get(original.id())).switchIfEmpty(before))));
  }

  /// Empty if another request with this key came between.
  private static Mono<UUID> answer(@Nullable Decision decision) {
    if (decision instanceof Refused(var problem, var any)) {
      return Mono.error(problem);
    }
    return decision instanceof Started(var id) ? Mono.just(id) : Mono.empty();
  }

  private Mono<UUID> find(HeldExecution original, String startKey, String fingerprint) {
    return stored
        .find(original.workspaceId(), original.workflowId(), startKey)
        .map(
            started -> {
              if (!fingerprint.equals(started.fingerprint())) {
                throw new IdempotencyKeyReused();
              }
              return started.executionId();
            });
  }

  private String fingerprint(Command command) {
    try {
      var asked = "rerun\n" + command.executionId() + "\n" + json.write(command.rerun());
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
