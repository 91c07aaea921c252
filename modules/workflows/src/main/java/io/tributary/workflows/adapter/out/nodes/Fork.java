package io.tributary.workflows.adapter.out.nodes;

import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Goes on by all of its edges at the same time.
@Component
final class Fork implements ShapedNode {
  private static final Shape SHAPE = Shape.of();

  @Override
  public String name() {
    return "CONTROL_FORK";
  }

  @Override
  public Exits exits() {
    return Exits.ALL;
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
