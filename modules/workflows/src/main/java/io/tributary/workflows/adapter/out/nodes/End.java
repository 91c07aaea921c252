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

/// Ends the execution, well or badly.
@Component
final class End implements NodeType {
  private static final String OUTCOME = "outcome";
  private static final String FAILED = "failed";
  private static final List<String> OUTCOMES = List.of("completed", FAILED);

  @Override
  public String name() {
    return "CONTROL_END";
  }

  @Override
  public Exits exits() {
    return Exits.NONE;
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(List.of(), Map.of(OUTCOME, Schemas.oneOf(OUTCOMES)));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    new ConfigCheck(config, at).only(Set.of(OUTCOME)).oneOf(OUTCOME, OUTCOMES);
  }

  @Override
  public Step run(Visit visit) {
    var outcome = visit.config().getOrDefault(OUTCOME, OUTCOMES.getFirst()).toString();
    return new Step.End(outcome.equals(FAILED), outcome);
  }
}
