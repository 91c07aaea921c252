package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;
import static io.tributary.workflows.adapter.out.nodes.Shape.required;

import io.tributary.workflows.application.port.out.TemplateRenderer.Escape;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows.Begin;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows.Look;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Starts another workflow for the same lead, exactly once, and waits for its end, or does not.
@Component
final class StartWorkflow implements ShapedNode {
  private static final String WORKFLOW = "workflowId";
  private static final String INPUT = "input";
  private static final String WAIT = "wait";
  private static final String CORRELATION = "correlationId";
  private static final int MAX_CORRELATION = 200;
  private static final int MAX_INPUT = 100;
  private static final int MAX_TEMPLATE = 1_000;
  private static final int UUID_CHARS = 36;
  private static final Pattern ID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final Kinds.Names VARIABLE =
      new Kinds.Names(
          Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}"),
          "not-a-name",
          "must be 1 to 63 letters, digits and _, and begin with no digit");

  private final Templates templates;
  private final DatabaseEffect<Begin> begin;
  private final DatabaseEffect<Look> look;
  private final Shape shape;

  StartWorkflow(SubWorkflows subWorkflows, Templates templates) {
    this.templates = templates;
    this.begin = subWorkflows::begin;
    this.look = subWorkflows::look;
    this.shape =
        Shape.of(
            required(WORKFLOW, Kinds.text(UUID_CHARS, ID, "not-an-id", "must be an id")),
            optional(
                INPUT,
                Kinds.map(VARIABLE, Kinds.json(templates), 0, MAX_INPUT)
                    .described("Its first variables; texts are templates.")),
            optional(
                WAIT,
                Kinds.flag()
                    .described(
                        "Whether to wait for its end, as usual. Its variables are then the"
                            + " output.")),
            optional(CORRELATION, Kinds.template(templates, MAX_TEMPLATE)));
  }

  @Override
  public String name() {
    return "ACTION_START_WORKFLOW";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public Step run(Visit visit) {
    var config = visit.config();
    return new Step.Change<>(
        begin,
        new Begin(
            visit.workspaceId(),
            visit.executionId(),
            visit.position().stepId(),
            UUID.fromString(String.valueOf(config.get(WORKFLOW))),
            visit.leadId(),
            correlationOf(visit),
            inputOf(visit),
            depthOf(visit) + 1,
            !Boolean.FALSE.equals(config.get(WAIT))));
  }

  private @Nullable String correlationOf(Visit visit) {
    if (!(visit.config().get(CORRELATION) instanceof String template)) {
      return null;
    }
    var text = templates.render(template, visit.values(), Escape.NONE).strip();
    return text.isEmpty() ? null : text.substring(0, Math.min(text.length(), MAX_CORRELATION));
  }

  private Map<String, Object> inputOf(Visit visit) {
    var input = new LinkedHashMap<String, Object>();
    if (visit.config().get(INPUT) instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) -> {
            var rendered =
                value instanceof String text
                    ? templates.value(text, visit.values())
                    : templates.renderTree(value, visit.values());
            if (rendered != null) {
              input.put(String.valueOf(key), rendered);
            }
          });
    }
    return input;
  }

  private static int depthOf(Visit visit) {
    return visit.values().get("execution") instanceof Map<?, ?> execution
            && execution.get("depth") instanceof Number depth
        ? depth.intValue()
        : 0;
  }

  /// The signal says that there is something to see; what it is, the database knows.
  @Override
  public Step resume(Visit visit) {
    var started = visit.memory().get("executionId");
    return new Step.Change<>(
        look, new Look(visit.workspaceId(), UUID.fromString(String.valueOf(started))));
  }
}
