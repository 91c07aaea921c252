package io.tributary.workflows.application.control;

import io.tributary.kernel.IdGenerator;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import io.tributary.kernel.problems.Problem;
import io.tributary.workflows.application.control.Decision.Refused;
import io.tributary.workflows.application.control.Decision.Started;
import io.tributary.workflows.application.port.in.executions.RerunExecution.Rerun;
import io.tributary.workflows.application.port.out.PublishedWorkflows;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.ExecutionStarts.NewExecution;
import io.tributary.workflows.application.port.out.executions.ExecutionStore;
import io.tributary.workflows.application.port.out.executions.HeldExecution;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.LogWrite.Level;
import io.tributary.workflows.application.port.out.executions.RepeatExecutions;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows;
import io.tributary.workflows.application.port.out.executions.StartableWorkflows.Current;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.execution.Entries;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Marking;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// Starts executions that repeat others. Inside a worker's transaction.
@Component
final class Reruns {
  private static final String TRIGGER = "RERUN";

  private final StartableWorkflows workflows;
  private final PublishedWorkflows published;
  private final RepeatExecutions starts;
  private final ExecutionStore store;
  private final StateJson json;
  private final IdGenerator ids;

  Reruns(
      StartableWorkflows workflows,
      PublishedWorkflows published,
      RepeatExecutions starts,
      ExecutionStore store,
      StateJson json,
      IdGenerator ids) {
    this.workflows = workflows;
    this.published = published;
    this.starts = starts;
    this.store = store;
    this.json = json;
    this.ids = ids;
  }

  /// @param key under which each is started: a repetition starts nothing
  record Order(HeldExecution original, String key, @Nullable String fingerprint) {}

  /// @return for each original the execution that was started, or why none was; nothing for those
  ///     that were started before
  Mono<Map<UUID, Decision>> start(List<Order> orders, Rerun how, Instant now) {
    return Flux.fromIterable(orders)
        .concatMap(order -> prepare(order, how, now))
        .collectList()
        .flatMap(prepared -> insert(prepared, now));
  }

  private record Prepared(Order order, @Nullable NewExecution fresh, @Nullable Refused refused) {}

  /// Costs no query as a rule: versions are kept.
  private Mono<Prepared> prepare(Order order, Rerun how, Instant now) {
    var original = order.original();
    return workflows
        .current(original.workspaceId(), original.workflowId())
        .flatMap(
            current -> {
              var version = versionOf(original, current, how);
              return version == null
                  ? Mono.just(refused(order, inactive(current), true))
                  : published
                      .find(original.workspaceId(), original.workflowId(), version)
                      .map(workflow -> prepared(order, how, workflow, now));
            })
        .switchIfEmpty(
            Mono.fromSupplier(
                () ->
                    refused(order, new NotInState("its published version is gone", "GONE"), true)));
  }

  private static @Nullable Integer versionOf(HeldExecution original, Current current, Rerun how) {
    if (!current.status().equals("PUBLISHED")) {
      return null;
    }
    return switch (how.version()) {
      case SAME -> (Integer) original.workflowVersion();
      case CURRENT -> current.version();
    };
  }

  private static NotInState inactive(Current current) {
    return new NotInState("only a published, active workflow can be started", current.status());
  }

  private static Prepared refused(Order order, Problem problem, boolean skipped) {
    return new Prepared(order, null, new Refused(problem, skipped));
  }

  private Prepared prepared(Order order, Rerun how, CompiledWorkflow workflow, Instant now) {
    var node = how.nodeId();
    if (node != null && !Entries.of(workflow).contains(node)) {
      return refused(order, noEntry(workflow, node), false);
    }
    try {
      return new Prepared(order, execution(order, how, workflow, now), null);
    } catch (InvalidInput tooLarge) {
      return refused(order, tooLarge, false);
    }
  }

  private static InvalidInput noEntry(CompiledWorkflow workflow, String node) {
    return workflow.nodes().containsKey(node)
        ? InvalidInput.of("/nodeId", "inside-loop", "is inside of a loop: begin at the loop")
        : InvalidInput.of(
            "/nodeId", "not-found", "version " + workflow.version() + " has no such node");
  }

  private NewExecution execution(Order order, Rerun how, CompiledWorkflow workflow, Instant now) {
    var original = order.original();
    var node = how.nodeId();
    // readers look for visits from the execution's id on
    var id = ids.next();
    var marking =
        node == null ? Marking.START : Marking.START.enter(node, null, null, ids.next(), now);
    var state = edited(original.state(), how);
    json.requireStorable(state, marking);
    return new NewExecution(
        original.workspaceId(),
        id,
        original.workflowId(),
        workflow.version(),
        TRIGGER,
        order.key(),
        order.fingerprint(),
        original.leadId(),
        original.responseId(),
        original.correlationId(),
        original.priority(),
        null,
        original.depth(),
        original.id(),
        state,
        marking,
        Duration.ZERO,
        now);
  }

  private static ExecutionState edited(ExecutionState state, Rerun how) {
    var set = state.set(how.variables());
    if (how.stepOutputs().isEmpty()) {
      return set;
    }
    var outputs = new LinkedHashMap<>(set.stepOutputs());
    how.stepOutputs()
        .forEach(
            (node, output) -> {
              if (output == null) {
                outputs.remove(node);
              } else {
                outputs.put(node, output);
              }
            });
    return new ExecutionState(set.response(), set.variables(), outputs);
  }

  private Mono<Map<UUID, Decision>> insert(List<Prepared> prepared, Instant now) {
    var fresh = new ArrayList<NewExecution>();
    prepared.forEach(
        each -> {
          if (each.fresh() != null) {
            fresh.add(each.fresh());
          }
        });
    return starts
        .start(fresh)
        .flatMap(
            started -> {
              var decided = new LinkedHashMap<UUID, Decision>();
              var lines = new ArrayList<LogWrite>();
              for (var each : prepared) {
                var original = each.order().original();
                if (each.refused() != null) {
                  decided.put(original.id(), each.refused());
                } else if (started.contains(Objects.requireNonNull(each.fresh()).id())) {
                  decided.put(original.id(), new Started(each.fresh().id()));
                  lines.add(line(original.ref(), "run again as " + each.fresh().id(), now));
                  lines.add(
                      line(
                          new ExecutionRef(original.workspaceId(), each.fresh().id()),
                          "repeats " + original.id(),
                          now));
                }
              }
              return (lines.isEmpty() ? Mono.<Void>empty() : store.writeLogs(lines))
                  .thenReturn(decided);
            });
  }

  private LogWrite line(ExecutionRef execution, String text, Instant now) {
    return new LogWrite(execution, ids.next(), null, Level.INFO, text, now);
  }
}
