package io.tributary.workflows.application.engine;

import io.tributary.leads.LeadView;
import io.tributary.workflows.application.port.out.executions.LogWrite;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.execution.EffectKey;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Token;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One execution while it is in memory: what it did since it was taken, to be written at once.
final class Run {
  private final StoredExecution stored;
  private final CompiledWorkflow workflow;
  private final ZoneId zone;
  private final Instant now;
  private final Slice slice;
  private final Map<UUID, StepWrite> steps = new LinkedHashMap<>();
  private final List<LogWrite> logs = new ArrayList<>();
  private final Map<String, Object> values;
  private final LinkedHashSet<Integer> active = new LinkedHashSet<>();
  private final Map<Integer, Step.Change<?>> changing = new LinkedHashMap<>();
  private final Map<Integer, Step.Reach> reaching = new LinkedHashMap<>();
  private final Set<UUID> unseen = new HashSet<>();
  private final List<UUID> abandoned = new ArrayList<>();
  private final List<Arrival> accepted = new ArrayList<>();
  private ExecutionState state;
  private Marking marking;
  private @Nullable Verdict verdict;
  private int mails;
  private int entered;

  Run(
      StoredExecution stored,
      CompiledWorkflow workflow,
      @Nullable LeadView lead,
      ZoneId zone,
      Instant now,
      Slice slice) {
    this.stored = stored;
    this.workflow = workflow;
    this.zone = zone;
    this.now = now;
    this.slice = slice;
    this.state = stored.state();
    this.marking = stored.marking();
    this.values = Values.of(stored, lead);
    stored.claim().signals().forEach(signal -> unseen.add(signal.stepId()));
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
    values.put("variables", next.variables());
  }

  void leadIs(LeadView lead) {
    values.put("lead", Values.ofLead(lead));
  }

  Marking marking() {
    return marking;
  }

  void marking(Marking next) {
    marking = next;
  }

  /// The token as it is now.
  ///
  /// @throws NoSuchElementException if it is gone
  Token token(int id) {
    return marking.token(id).orElseThrow(() -> new NoSuchElementException("token " + id));
  }

  /// Puts `changed` in the place of the token with its id.
  Token put(Token changed) {
    marking = marking.with(changed);
    return changed;
  }

  CompiledNode node(Token token) {
    return workflow.node(token.node());
  }

  /// The type of the token's node; empty if its version is gone.
  String typeAt(Token token) {
    var node = workflow.nodes().get(token.node());
    return node == null ? "" : node.type();
  }

  /// What conditions and templates read at the token's place.
  Map<String, Object> values(Token token) {
    if (token.loop() == null) {
      return values;
    }
    var inside = new HashMap<>(values);
    inside.put("loop", Values.ofLoop(marking, token));
    inside.put("steps", stepsSeenFrom(token));
    return inside;
  }

  /// Items that are under way together do not see each other's.
  private Map<String, Object> stepsSeenFrom(Token token) {
    var item = token.item();
    if (token.loop() == null || item == null) {
      return state.stepOutputs();
    }
    var loop = token(token.loop());
    var seen = new HashMap<>(stepsSeenFrom(loop));
    seen.putAll(LoopMemory.of(loop).outputsOf(item));
    return seen;
  }

  /// Notes what a node left behind: for all, and inside of a loop for the item.
  void left(Token token, Map<String, Object> output) {
    state(state.leave(token.node(), output));
    var item = token.item();
    if (token.loop() != null && item != null) {
      var loop = token(token.loop());
      put(loop.remembers(LoopMemory.of(loop).left(item, token.node(), output).toMap()));
    }
  }

  Visit visit(Token token) {
    return new Visit(
        stored.workspaceId(),
        stored.id(),
        stored.leadId(),
        node(token),
        values(token),
        EffectKey.of(stored.id(), token.position()),
        token.position(),
        token.memory(),
        signalsFor(token),
        now,
        zone,
        stored.createdAt());
  }

  List<Signal> signalsFor(Token token) {
    var signals = stored.claim().signals();
    if (signals.isEmpty()) {
      return signals;
    }
    return signals.stream()
        .filter(signal -> signal.stepId().equals(token.position().stepId()))
        .toList();
  }

  void showed(Token token) {
    unseen.remove(token.position().stepId());
  }

  /// Whether signals are left for nodes that wait and were not asked.
  boolean hasUnseenSignals() {
    return marking.tokens().stream()
        .anyMatch(
            token ->
                unseen.contains(token.position().stepId())
                    || changing.containsKey(token.id()) && !signalsFor(token).isEmpty());
  }

  /// Brings the token on before this run is over; once, however often it is said: a join that is
  /// asked again forgets who came.
  void activate(Token token) {
    active.add(token.id());
  }

  @Nullable Token nextActive() {
    while (!active.isEmpty()) {
      var next = marking.token(active.removeFirst());
      if (next.isPresent()) {
        return next.get();
      }
    }
    return null;
  }

  Map<Integer, Step.Change<?>> changing() {
    return changing;
  }

  /// Effects that begin after the commit, by token.
  Map<Integer, Step.Reach> reaching() {
    return reaching;
  }

  /// The token is gone, and nothing that it began is waited for.
  void forget(Token token) {
    changing.remove(token.id());
    if (reaching.remove(token.id()) == null) {
      abandoned.add(token.position().stepId());
    }
  }

  /// Visits whose effects, if any are under way, nobody waits for any more.
  List<UUID> abandoned() {
    return abandoned;
  }

  void accept(Arrival arrival) {
    accepted.add(arrival);
  }

  List<Arrival> accepted() {
    return accepted;
  }

  @Nullable Verdict verdict() {
    return verdict;
  }

  void verdict(@Nullable Verdict reached) {
    verdict = reached;
  }

  boolean isOpen() {
    return verdict == null;
  }

  int countEntered() {
    return ++entered;
  }

  /// Whether it has come far enough for this transaction.
  boolean isFarEnough() {
    return entered >= slice.steps();
  }

  /// Whether it may go on to outer effects in this transaction.
  boolean mayReachOut() {
    return slice.outward();
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
