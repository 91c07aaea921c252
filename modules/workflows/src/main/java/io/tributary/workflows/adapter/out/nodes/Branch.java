package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Goes on by the first edge whose condition holds; conditions stand on the edges.
@Component
final class Branch implements NodeType {
  @Override
  public String name() {
    return "CONTROL_BRANCH";
  }

  @Override
  public Exits exits() {
    return Exits.CONDITIONS;
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(List.of(), Map.of());
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    new ConfigCheck(config, at).only(Set.of());
  }

  @Override
  public Step run(Visit visit) {
    return new Step.Done(Map.of());
  }
}
