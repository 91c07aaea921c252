package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.required;
import static java.util.stream.Collectors.joining;

import io.tributary.kernel.problems.Faults;
import io.tributary.leads.LeadCommands;
import io.tributary.leads.LeadUpdate;
import io.tributary.leads.LeadUpdateResult;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Changes the execution's lead, in the transaction that writes the outcome: exactly once.
@Component
final class UpdateLead implements ShapedNode, DatabaseEffect<LeadUpdate> {
  private static final String CHANGES = "changes";
  private static final int MAX_CHANGES = 100;
  private static final int MAX_TEMPLATE = 10_000;
  private static final Kinds.Names LEAD_FIELD =
      new Kinds.Names(
          Pattern.compile("stage|name|company|phone|fields\\.[a-z][a-z0-9_]{0,62}"),
          "unknown-property",
          "must be stage, name, company, phone or fields.<key>");

  private final LeadCommands leads;
  private final Templates templates;
  private final Shape shape;

  UpdateLead(LeadCommands leads, Templates templates) {
    this.leads = leads;
    this.templates = templates;
    this.shape =
        Shape.of(
            required(
                CHANGES,
                Kinds.map(
                        LEAD_FIELD,
                        Kinds.json(templates).and(UpdateLead::checkValue),
                        1,
                        MAX_CHANGES)
                    .described("New values; texts are templates, null or an empty text clears.")));
  }

  @Override
  public String name() {
    return "ACTION_UPDATE_LEAD";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Shape shape() {
    return shape;
  }

  private static void checkValue(@Nullable Object value, Faults at) {
    at.require(
        !(value instanceof String text) || text.length() <= MAX_TEMPLATE,
        "too-long",
        "must have at most " + MAX_TEMPLATE + " characters");
    at.require(!(value instanceof Map), "wrong-type", "must not be an object");
  }

  @Override
  public Step run(Visit visit) {
    var lead = visit.leadId();
    if (lead == null) {
      return new Step.Failed(
          new Failure(FailureKind.NOT_FOUND, "the execution has no lead to change"));
    }
    var changes = new LinkedHashMap<String, Object>();
    if (visit.config().get(CHANGES) instanceof Map<?, ?> configured) {
      configured.forEach((key, value) -> put(changes, String.valueOf(key), value, visit));
    }
    return new Step.Change<>(
        this,
        new LeadUpdate(
            visit.workspaceId(),
            lead,
            changes,
            "workflow:" + visit.values().getOrDefault("workflowId", workflowOf(visit))));
  }

  private static Object workflowOf(Visit visit) {
    return visit.values().get("execution") instanceof Map<?, ?> execution
        ? String.valueOf(execution.get("workflowId"))
        : "";
  }

  @SuppressWarnings("NullAway") // a null value clears
  private void put(Map<String, Object> changes, String key, @Nullable Object value, Visit visit) {
    changes.put(key, value instanceof String text ? templates.value(text, visit.values()) : value);
  }

  @Override
  public Mono<List<EffectResult>> apply(List<LeadUpdate> updates) {
    return leads.update(updates).map(done -> done.stream().map(UpdateLead::result).toList());
  }

  private static EffectResult result(LeadUpdateResult done) {
    var lead = done.lead();
    if (!done.faults().isEmpty()) {
      var messages =
          done.faults().stream()
              .map(fault -> (fault.pointer() + " " + fault.message()).strip())
              .collect(joining("; "));
      return new EffectResult.Failed(
          new Failure(lead == null ? FailureKind.NOT_FOUND : FailureKind.REFUSED_VALUE, messages));
    }
    return lead == null
        ? new EffectResult.Succeeded(Map.of())
        : new EffectResult.Succeeded(Map.of("version", lead.version()), lead, 0);
  }
}
