package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;

import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Goes on by the first edge whose condition holds, or by all of these at the same time; conditions
/// stand on the edges.
@Component
final class Branch implements ShapedNode {
  private static final Shape SHAPE =
      Shape.of(
          optional(
              "mode",
              Kinds.option(List.of("FIRST", "ALL"))
                  .described("Whether the first edge that fits is taken, as usual, or all are.")));

  @Override
  public String name() {
    return "CONTROL_BRANCH";
  }

  @Override
  public Exits exits() {
    return Exits.CONDITIONS;
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public Step run(Visit visit) {
    return new Step.Done(Map.of());
  }
}
