package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;

import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Ends the execution, and names how. All that is under way besides ends with it.
@Component
final class End implements ShapedNode {
  private static final String OUTCOME = "outcome";
  private static final String COMPLETED = "completed";
  private static final String FAILED = "failed";
  private static final int MAX_CHARS = 63;
  private static final Shape SHAPE =
      Shape.of(
          optional(
              OUTCOME,
              Kinds.text(
                      MAX_CHARS,
                      Pattern.compile("[a-z][a-z0-9_-]*"),
                      "not-a-name",
                      "must be of a-z, 0-9, '_' and '-', beginning with a letter")
                  .described(
                      "A name of your own, such as won; 'completed' if it is not said. With"
                          + " 'failed' the execution fails.")));

  @Override
  public String name() {
    return "CONTROL_END";
  }

  @Override
  public Exits exits() {
    return Exits.NONE;
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public Step run(Visit visit) {
    var outcome = visit.config().get(OUTCOME) instanceof String text ? text : COMPLETED;
    return new Step.End(outcome.equals(FAILED), outcome);
  }
}
