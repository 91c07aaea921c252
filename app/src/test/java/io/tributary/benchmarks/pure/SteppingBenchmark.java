package io.tributary.benchmarks.pure;

import io.tributary.kernel.conditions.Condition;
import io.tributary.kernel.conditions.Conditions;
import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.Ways;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// A token's whole way through a workflow of five nodes with a branch.
@State(Scope.Benchmark)
public class SteppingBenchmark {
  private static final UUID STEP = new UUID(1, 2);
  private static final Instant NOW = Instant.EPOCH;

  private final Map<String, Object> values = Samples.values();
  private final CompiledWorkflow workflow =
      new CompiledWorkflow(
          new UUID(1, 1),
          new UUID(2, 2),
          1,
          "Qualify",
          "start",
          Stream.of(
                  node("start", Exits.ONE, to("branch", null)),
                  node("branch", Exits.CONDITIONS, to("update", rich()), to("end", null)),
                  node("update", Exits.ONE, to("set", null)),
                  node("set", Exits.ONE, to("end", null)),
                  node("end", Exits.NONE))
              .collect(Collectors.toMap(CompiledNode::id, Function.identity())),
          WorkflowSettings.NONE);

  private static CompiledNode node(String id, Exits exits, CompiledEdge... edges) {
    return new CompiledNode(id, "TYPE", id, exits, Map.of(), List.of(edges));
  }

  private static CompiledEdge to(String target, @Nullable Condition condition) {
    return new CompiledEdge("to-" + target, null, target, condition);
  }

  private static Condition rich() {
    var source = Map.of("field", "response.data.budget", "operator", "gte", "value", 1_000);
    return Objects.requireNonNull(Conditions.compile(source, new Faults()));
  }

  @Benchmark
  public Marking walk() {
    var node = workflow.node(workflow.triggerNode());
    var marking = Marking.START.enter(node.id(), null, null, STEP, NOW);
    for (var onward = Ways.onward(node, null, values);
        !onward.isEmpty();
        onward = Ways.onward(node, null, values)) {
      node = workflow.node(onward.getFirst().target());
      marking = marking.move(marking.tokens().getFirst(), node.id(), STEP, NOW);
    }
    return marking;
  }
}
