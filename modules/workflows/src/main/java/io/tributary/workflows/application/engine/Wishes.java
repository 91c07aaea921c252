package io.tributary.workflows.application.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.NotFound;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.workflows.application.port.in.executions.StartExecution;
import io.tributary.workflows.application.port.in.executions.StartExecution.Wish;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Options;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Priority;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// What a single start by hand and a batch of them have in common.
@Component
final class Wishes {
  static final String TRIGGER = "TRIGGER_MANUAL";
  private static final int MAX_INPUT_BYTES = ExecutionState.MAX_BYTES / 2;

  private final StartableWorkflows workflows;
  private final PublishedWorkflows published;
  private final Starts starts;
  private final ExecutionJson json;
  private final IdGenerator ids;

  Wishes(
      StartableWorkflows workflows,
      PublishedWorkflows published,
      Starts starts,
      ExecutionJson json,
      IdGenerator ids) {
    this.workflows = workflows;
    this.published = published;
    this.starts = starts;
    this.json = json;
    this.ids = ids;
  }

  /// @param key where faults of the idempotency key belong
  /// @param at where the others do
  /// @return the wish with what is needed of it in the database; worth nothing if it has faults
  Checked check(Wish wish, Faults key, Faults at) {
    checkText(wish.idempotencyKey(), key);
    checkText(wish.correlationId(), at.at("correlationId"));
    var input = json.write(wish.input());
    at.at("input")
        .require(
            input.getBytes(UTF_8).length <= MAX_INPUT_BYTES,
            "too-large",
            "must be at most " + MAX_INPUT_BYTES + " bytes");
    var given = wish.idempotencyKey();
    return given == null
        ? new Checked(wish, "id:" + ids.next(), null)
        : new Checked(wish, "key:" + given, fingerprint(wish, input));
  }

  private static void checkText(@Nullable String text, Faults at) {
    if (text == null) {
      return;
    }
    at.require(
        !text.isBlank() && text.length() <= StartExecution.MAX_CHARS,
        "length",
        "must have 1 to " + StartExecution.MAX_CHARS + " characters");
    at.require(text.indexOf(0) < 0, "invalid", "must not hold the character zero");
  }

  /// What nobody could say when the first ones were stored is left out where it is not said.
  private static String fingerprint(Wish wish, String input) {
    var asked = new StringBuilder().append(wish.leadId()).append('\n').append(input);
    if (wish.correlationId() != null || wish.priority() != Priority.NORMAL) {
      asked.append('\n').append(wish.priority()).append('\n').append(wish.correlationId());
    }
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(asked.toString().getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }

  /// Signals `NotFound`.
  Mono<Current> workflow(UUID workspaceId, UUID workflowId) {
    return workflows
        .current(workspaceId, workflowId)
        .switchIfEmpty(Mono.error(() -> new NotFound("workflow")));
  }

  /// What of the workflow would be started. Signals `NotInState`.
  Mono<Target> target(UUID workspaceId, UUID workflowId, Current current) {
    var version = current.version();
    if (!current.status().equals("PUBLISHED") || version == null) {
      return Mono.error(
          () ->
              new NotInState("only a published, active workflow can be started", current.status()));
    }
    return published
        .find(workspaceId, workflowId, version)
        .map(
            workflow ->
                new Target(workspaceId, workflowId, version, workflow.settings().debounce()))
        .defaultIfEmpty(new Target(workspaceId, workflowId, version, null));
  }

  NewExecution execution(Checked checked, Target target) {
    var wish = checked.wish();
    return starts.execution(
        new Start(
            target.workspaceId(),
            target.workflowId(),
            target.version(),
            TRIGGER,
            checked.storedKey(),
            wish.leadId(),
            null,
            null,
            wish.input(),
            new Options(wish.correlationId(), wish.priority(), null, 0, target.debounce())),
        checked.fingerprint());
  }

  /// @param startKey unique within the workflow
  /// @param fingerprint null if nobody can ask for it again, since it was given no key
  record Checked(Wish wish, String startKey, @Nullable String fingerprint) {
    /// Null if nobody can ask for it again.
    @Nullable String storedKey() {
      return wish.idempotencyKey() == null ? null : startKey;
    }
  }

  /// @param debounce null for none
  record Target(UUID workspaceId, UUID workflowId, int version, @Nullable Duration debounce) {}
}
