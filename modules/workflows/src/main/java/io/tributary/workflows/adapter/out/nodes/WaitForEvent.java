package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.IdWindow;
import io.tributary.kernel.conditions.Condition;
import io.tributary.kernel.conditions.Conditions;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.StepRef;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.Subscription;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.ReceivedEvent;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Waits for an event that another system posts, or posted since the execution was started. Its
/// output is the event.
@Component
final class WaitForEvent implements NodeType {
  private static final String EVENT = "event";
  private static final String CORRELATION = "correlationId";
  private static final String CONDITION = "condition";
  private static final String TIMEOUT = "timeout";
  private static final int MAX_NAME = 100;
  private static final int MAX_TEMPLATE = 1_000;

  private final Templates templates;
  private final EventSubscriptions subscriptions;
  private final EventSearches searches;
  private final CompiledConfigs<Condition> conditions =
      new CompiledConfigs<>(WaitForEvent::conditionOf);

  WaitForEvent(Templates templates, EventSubscriptions subscriptions, EventSearches searches) {
    this.templates = templates;
    this.subscriptions = subscriptions;
    this.searches = searches;
  }

  @Override
  public String name() {
    return "CONTROL_WAIT_FOR_EVENT";
  }

  @Override
  public Set<String> handles() {
    return Set.of(TIMEOUT, "error");
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(
        List.of(EVENT),
        Map.of(
            EVENT,
            Schemas.described(
                Map.of("type", "string", "pattern", "^" + ReceivedEvent.NAME.pattern() + "$"),
                "The name of the event, such as payment.received"),
            CORRELATION,
            Schemas.described(
                Schemas.template(MAX_TEMPLATE),
                "Only events with this correlation id, such as {{lead.email}}"),
            CONDITION,
            Map.of(
                "type",
                List.of("object", "string"),
                "description",
                "Only events for which it holds; event.data is what was posted."),
            TIMEOUT,
            Schemas.described(
                Schemas.object(List.of(), Spans.properties()),
                "After so long it goes on by the edge 'timeout', and fails where there is none.")));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    var check = new ConfigCheck(config, at).only(Set.of(EVENT, CORRELATION, CONDITION, TIMEOUT));
    var name = check.text(EVENT, true, MAX_NAME);
    at.at(EVENT)
        .require(
            name == null || name.isBlank() || ReceivedEvent.NAME.matcher(name).matches(),
            "invalid",
            "must be of a-z, 0-9, '.', '_' and '-', beginning with a letter");
    if (config.containsKey(CORRELATION)) {
      check.template(templates.renderer(), CORRELATION, true, MAX_TEMPLATE);
    }
    if (config.containsKey(CONDITION)) {
      Conditions.compile(config.get(CONDITION), at.at(CONDITION));
    }
    if (config.containsKey(TIMEOUT)) {
      checkTimeout(config.get(TIMEOUT), at.at(TIMEOUT));
    }
  }

  private static void checkTimeout(@Nullable Object timeout, Faults at) {
    if (timeout instanceof Map<?, ?>) {
      var span = spanOf(timeout);
      new ConfigCheck(span, at).only(Spans.KEYS);
      Spans.check(span, at, false);
    } else {
      at.add("wrong-type", "must be an object such as {\"days\": 3}");
    }
  }

  private static Map<String, Object> spanOf(@Nullable Object timeout) {
    var span = new LinkedHashMap<String, Object>();
    if (timeout instanceof Map<?, ?> map) {
      map.forEach((key, value) -> span.put(String.valueOf(key), value));
    }
    return span;
  }

  /// Of what was checked.
  private static Condition conditionOf(Map<String, Object> config) {
    if (!config.containsKey(CONDITION)) {
      return values -> true;
    }
    var faults = new Faults();
    var condition = Conditions.compile(config.get(CONDITION), faults.at(CONDITION));
    faults.throwIfAny();
    return Objects.requireNonNull(condition);
  }

  @Override
  public Step run(Visit visit) {
    var timeout =
        visit.config().containsKey(TIMEOUT) ? Spans.of(spanOf(visit.config().get(TIMEOUT))) : null;
    return subscribe(
        visit,
        new WaitMemory(
            correlationOf(visit),
            timeout == null ? null : visit.now().plus(timeout),
            lookFrom(visit),
            Set.of()));
  }

  @Override
  public Step resume(Visit visit) {
    var memory = WaitMemory.of(visit.memory()).with(arrived(visit));
    return memory.hasMoreToLookAt() || memory.isLate(visit.now())
        ? search(visit, memory)
        // nobody called: the node may have become another one, or its subscription be gone
        : subscribe(visit, memory.from(lookFrom(visit), Set.of()));
  }

  /// One that was stored is delivered, too, and may only be when the node, which took it from the
  /// store, is come to again.
  private static Set<UUID> arrived(Visit visit) {
    var had = had(visit);
    var arrived = new LinkedHashSet<UUID>();
    for (var signal : visit.signals()) {
      if (signal.data().get("id") instanceof String id && (had == null || id.compareTo(had) > 0)) {
        arrived.add(UUID.fromString(id));
      }
    }
    return arrived;
  }

  private Step subscribe(Visit visit, WaitMemory memory) {
    return new Step.Change<>(
        subscriptions,
        new EventSubscriptions.Subscribe(
            new Subscription(
                stepOf(visit),
                visit.executionId(),
                nameOf(visit),
                memory.correlationId(),
                visit.now()),
            memory));
  }

  private Step search(Visit visit, WaitMemory memory) {
    var condition = conditions.of(visit.node());
    return new Step.Change<>(
        searches,
        new EventSearches.Search(
            stepOf(visit),
            nameOf(visit),
            memory,
            event -> condition.test(with(visit.values(), event)),
            visit.now(),
            late(visit)));
  }

  private static Map<String, Object> with(Map<String, Object> values, ReceivedEvent event) {
    var seen = new HashMap<>(values);
    seen.put(EVENT, event.values());
    return seen;
  }

  private static EffectResult late(Visit visit) {
    return visit.node().edgesFrom(TIMEOUT).isEmpty()
        ? new EffectResult.Failed(
            new Failure(FailureKind.WAIT_TIMEOUT, "no event '" + nameOf(visit) + "' came in time"))
        : new EffectResult.Succeeded(Map.of(), TIMEOUT, Map.of(), null, 0);
  }

  private @Nullable String correlationOf(Visit visit) {
    if (!(visit.config().get(CORRELATION) instanceof String template)) {
      return null;
    }
    var correlation = templates.render(template, visit.values(), Escape.NONE).strip();
    // an empty one must not come to mean any
    if (correlation.isEmpty()
        || correlation.length() > ReceivedEvent.MAX_CORRELATION_CHARS
        || correlation.indexOf('\0') >= 0) {
      throw InvalidInput.of(
          "/" + CORRELATION,
          "invalid",
          correlation.isEmpty()
              ? "'correlationId' is empty once rendered"
              : "'correlationId' is no correlation id once rendered");
    }
    return correlation;
  }

  /// Events since the execution was started count.
  private static UUID lookFrom(Visit visit) {
    var had = had(visit);
    return had == null ? IdWindow.floor(visit.createdAt()) : UUID.fromString(had);
  }

  /// The event that a node had which is come to once more: it takes neither that one nor those
  /// before. Inside a loop each item has a wait of its own.
  private static @Nullable String had(Visit visit) {
    var again = visit.position().visit() > 1 && !visit.values().containsKey("loop");
    return again
            && visit.values().get("steps") instanceof Map<?, ?> steps
            && steps.get(visit.node().id()) instanceof Map<?, ?> output
            && output.get("id") instanceof String id
        ? id
        : null;
  }

  private static String nameOf(Visit visit) {
    return String.valueOf(visit.config().get(EVENT));
  }

  private static StepRef stepOf(Visit visit) {
    return new StepRef(visit.workspaceId(), visit.position().stepId());
  }
}
