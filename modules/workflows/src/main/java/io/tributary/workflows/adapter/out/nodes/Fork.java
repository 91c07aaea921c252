package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import java.util.Map;
import org.springframework.stereotype.Component;

/// Goes on by all of its edges at the same time.
@Component
final class Fork implements NodeType {
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
  public Map<String, Object> configSchema() {
    return SHAPE.configSchema();
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    SHAPE.check(config, at);
  }

  @Override
  public Step run(Visit visit) {
    return new Step.Done(Map.of());
  }
}
