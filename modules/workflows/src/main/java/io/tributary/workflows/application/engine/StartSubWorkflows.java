package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.in.executions.StartExecutions.Options;
import io.tributary.workflows.application.port.in.executions.StartExecutions.Start;
import io.tributary.workflows.application.port.out.executions.EndedExecutions;
import io.tributary.workflows.application.port.out.executions.EndedExecutions.Ended;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Parent;
import io.tributary.workflows.domain.execution.Priority;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@Component
final class StartSubWorkflows implements SubWorkflows {
  static final String TRIGGER = "ACTION_START_WORKFLOW";

  /// How long a visit waits before it looks for itself.
  private static final Duration LOOK_AGAIN = Duration.ofMinutes(15);

  private static final String EXECUTION_ID = "executionId";

  private final StartableWorkflows workflows;
  private final Starts starts;
  private final EndedExecutions ended;

  StartSubWorkflows(StartableWorkflows workflows, Starts starts, EndedExecutions ended) {
    this.workflows = workflows;
    this.starts = starts;
    this.ended = ended;
  }

  @Override
  public Mono<List<EffectResult>> begin(List<Begin> wanted) {
    return versions(wanted)
        .flatMap(
            versions -> {
              var possible = wanted.stream().filter(begin -> isPossible(begin, versions)).toList();
              return start(possible, versions)
                  .map(
                      started ->
                          wanted.stream().map(begin -> result(begin, versions, started)).toList());
            });
  }

  private Mono<Map<Target, Integer>> versions(List<Begin> wanted) {
    return Flux.fromIterable(wanted)
        .map(Target::of)
        .distinct()
        .concatMap(
            target ->
                workflows
                    .current(target.workspaceId(), target.workflowId())
                    .filter(current -> current.status().equals("PUBLISHED"))
                    .mapNotNull(StartableWorkflows.Current::version)
                    .map(version -> Map.entry(target, version)))
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  private static boolean isPossible(Begin begin, Map<Target, Integer> versions) {
    return begin.depth() <= MAX_DEPTH && versions.containsKey(Target.of(begin));
  }

  /// Into the queue, whatever they do: one that starts others, which start others, would else make
  /// one transaction of all of them.
  ///
  /// @return the ids by start key
  private Mono<Map<String, UUID>> start(List<Begin> wanted, Map<Target, Integer> versions) {
    return wanted.isEmpty()
        ? Mono.just(Map.of())
        : starts
            .insert(
                wanted.stream()
                    .map(begin -> starts.execution(start(begin, versions), null))
                    .toList())
            .map(StartSubWorkflows::byKey);
  }

  private static Map<String, UUID> byKey(List<NewExecution> started) {
    var ids = new HashMap<String, UUID>();
    started.forEach(each -> ids.put(String.valueOf(each.startKey()), each.id()));
    return ids;
  }

  private static Start start(Begin begin, Map<Target, Integer> versions) {
    var parent = begin.waits() ? new Parent(begin.executionId(), begin.stepId()) : null;
    return new Start(
        begin.workspaceId(),
        begin.workflowId(),
        versions.getOrDefault(Target.of(begin), 0),
        TRIGGER,
        keyOf(begin),
        begin.leadId(),
        null,
        null,
        begin.input(),
        new Options(begin.correlationId(), Priority.NORMAL, parent, begin.depth()));
  }

  private static String keyOf(Begin begin) {
    return "step:" + begin.stepId();
  }

  private static EffectResult result(
      Begin begin, Map<Target, Integer> versions, Map<String, UUID> started) {
    if (begin.depth() > MAX_DEPTH) {
      return failed(
          FailureKind.DEPTH_LIMIT, "more than " + MAX_DEPTH + " executions above one another");
    }
    if (!versions.containsKey(Target.of(begin))) {
      return failed(FailureKind.NOT_FOUND, "there is no active workflow " + begin.workflowId());
    }
    var id = started.get(keyOf(begin));
    if (id == null) {
      throw new IllegalStateException("not started: " + keyOf(begin));
    }
    var output = Map.<String, Object>of(EXECUTION_ID, id.toString());
    return begin.waits()
        ? new EffectResult.Waiting(LOOK_AGAIN, output)
        : new EffectResult.Succeeded(output);
  }

  private static EffectResult failed(FailureKind kind, String message) {
    return new EffectResult.Failed(new Failure(kind, message));
  }

  @Override
  public Mono<List<EffectResult>> look(List<Look> wanted) {
    var refs = wanted.stream().map(look -> new ExecutionRef(look.workspaceId(), look.startedId()));
    return ended
        .find(refs.distinct().toList())
        .map(
            found -> {
              var byRef = new HashMap<ExecutionRef, Ended>();
              found.forEach(each -> byRef.put(each.execution(), each));
              return wanted.stream().map(look -> result(look, byRef)).toList();
            });
  }

  private static EffectResult result(Look look, Map<ExecutionRef, Ended> found) {
    var end = found.get(new ExecutionRef(look.workspaceId(), look.startedId()));
    if (end == null) {
      return new EffectResult.Waiting(
          LOOK_AGAIN, Map.of(EXECUTION_ID, look.startedId().toString()));
    }
    var output = outputOf(end);
    return end.status() == ExecutionStatus.COMPLETED
        ? new EffectResult.Succeeded(output)
        : new EffectResult.Failed(
            new Failure(
                FailureKind.SUB_WORKFLOW_FAILED,
                "the execution that was started ended as " + end.status(),
                output));
  }

  private static Map<String, Object> outputOf(Ended end) {
    var output = new LinkedHashMap<String, Object>();
    output.put(EXECUTION_ID, end.execution().id().toString());
    output.put("status", end.status().name());
    put(output, "outcome", end.outcome());
    if (end.status() == ExecutionStatus.COMPLETED) {
      output.put("variables", end.variables());
    }
    put(output, "error", end.error());
    return output;
  }

  private static void put(Map<String, Object> output, String key, @Nullable Object value) {
    if (value != null) {
      output.put(key, value);
    }
  }

  private record Target(UUID workspaceId, UUID workflowId) {
    static Target of(Begin begin) {
      return new Target(begin.workspaceId(), begin.workflowId());
    }
  }
}
