package io.tributary.workflows.application.engine;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.Outbox;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.events.SubWorkflowEnded;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// What follows when executions come on or end: the numbers, the ones that wait for them, and the
/// workflows that are started by their failure.
@Component
final class Endings {
  static final String FAILURE = "ON_FAILURE";

  private final Progress progress;
  private final Outbox outbox;
  private final StartableWorkflows workflows;
  private final Starts starts;
  private final IdGenerator ids;

  Endings(
      Progress progress,
      Outbox outbox,
      StartableWorkflows workflows,
      Starts starts,
      IdGenerator ids) {
    this.progress = progress;
    this.outbox = outbox;
    this.workflows = workflows;
    this.starts = starts;
    this.ids = ids;
  }

  /// Inside the transaction that writes the outcomes.
  Mono<Void> announce(List<Outcome> outcomes) {
    var events = new ArrayList<Event>(progress.of(outcomes));
    outcomes.stream().map(this::subWorkflowEnded).forEach(event -> addIfAny(events, event));
    return outbox
        .append(events)
        .then(Flux.fromIterable(outcomes).concatMap(this::onFailure).then());
  }

  private static void addIfAny(List<Event> events, @Nullable Event event) {
    if (event != null) {
      events.add(event);
    }
  }

  private @Nullable SubWorkflowEnded subWorkflowEnded(Outcome outcome) {
    var stored = outcome.run().stored();
    var parent = stored.parent();
    return parent == null || !outcome.write().status().ended()
        ? null
        : new SubWorkflowEnded(
            ids.next(),
            stored.workspaceId(),
            outcome.run().now(),
            stored.id(),
            parent.id(),
            parent.stepId());
  }

  /// One that was started by a failure starts no other: two that name each other would never end.
  private Mono<Void> onFailure(Outcome outcome) {
    var stored = outcome.run().stored();
    var target = outcome.run().workflow().settings().onFailure();
    if (target == null
        || outcome.write().status() != ExecutionStatus.FAILED
        || stored.triggerType().equals(FAILURE)) {
      return Mono.empty();
    }
    return workflows
        .current(stored.workspaceId(), target)
        .flatMap(
            current -> {
              var version = current.version();
              return version == null || !current.status().equals("PUBLISHED")
                  ? Mono.empty()
                  : starts.insert(List.of(starts.execution(start(outcome, target, version), null)));
            })
        .then();
  }

  private static Start start(Outcome outcome, UUID target, int version) {
    var stored = outcome.run().stored();
    var failed = new LinkedHashMap<String, Object>();
    failed.put("executionId", stored.id().toString());
    failed.put("workflowId", stored.workflowId().toString());
    failed.put("nodes", outcome.write().places());
    var failure = outcome.write().error();
    if (failure != null) {
      failed.put("error", failure.toMap());
    }
    return new Start(
        stored.workspaceId(),
        target,
        version,
        FAILURE,
        // a retried execution may fail again
        "failure:" + stored.id() + ":" + stored.version(),
        stored.leadId(),
        null,
        stored.state().response(),
        Map.of("failed", failed));
  }
}
