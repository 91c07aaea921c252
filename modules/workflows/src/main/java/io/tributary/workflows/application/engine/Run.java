package io.tributary.workflows.application.engine;

import io.tributary.leads.LeadView;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One execution while it is in memory: what it did since it was taken, to be written at once.
final class Run {
  private final StoredExecution stored;
  private final CompiledWorkflow workflow;
  private final Instant now;
  private final Map<UUID, StepWrite> steps = new LinkedHashMap<>();
  private final List<LogWrite> logs = new ArrayList<>();
  private final Map<String, Object> values;
  private ExecutionState state;
  private @Nullable Verdict verdict;
  private int mails;

  Run(StoredExecution stored, CompiledWorkflow workflow, @Nullable LeadView lead, Instant now) {
    this.stored = stored;
    this.workflow = workflow;
    this.now = now;
    this.state = stored.state();
    this.values = Values.of(stored, lead);
  }

  StoredExecution stored() {
    return stored;
  }

  CompiledWorkflow workflow() {
    return workflow;
  }

  Instant now() {
    return now;
  }

  ExecutionState state() {
    return state;
  }

  void state(ExecutionState next) {
    state = next;
    values.put("steps", next.stepOutputs());
  }

  Map<String, Object> values() {
    return values;
  }

  void leadIs(LeadView lead) {
    values.put("lead", Values.ofLead(lead));
  }

  /// @throws NullPointerException before the first node
  Position position() {
    return Objects.requireNonNull(state.position(), "no position");
  }

  CompiledNode node() {
    return workflow.node(position().node());
  }

  Visit visit() {
    return new Visit(
        stored.workspaceId(),
        stored.id(),
        stored.leadId(),
        node(),
        values,
        EffectKey.of(stored.id(), position()),
        position(),
        Map.of(),
        List.of(),
        now,
        java.time.ZoneOffset.UTC,
        stored.createdAt());
  }

  @Nullable Verdict verdict() {
    return verdict;
  }

  void verdict(@Nullable Verdict reached) {
    verdict = reached;
  }

  void step(StepWrite step) {
    steps.put(step.id(), step);
  }

  Map<UUID, StepWrite> steps() {
    return steps;
  }

  void log(LogWrite line) {
    logs.add(line);
  }

  List<LogWrite> logs() {
    return logs;
  }

  void countMails(int more) {
    mails += more;
  }

  int mails() {
    return mails;
  }
}
