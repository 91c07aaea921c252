package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Starts when somebody asks for it.
@Component
final class ManualTrigger implements NodeType {
  @Override
  public String name() {
    return "TRIGGER_MANUAL";
  }

  @Override
  public boolean trigger() {
    return true;
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
