package io.tributary.benchmarks.pure;

import io.tributary.kernel.conditions.Condition;
import io.tributary.kernel.conditions.Conditions;
import io.tributary.kernel.problems.Faults;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// The same question in the structured form and as an expression.
@State(Scope.Benchmark)
public class ConditionBenchmark {
  private final Map<String, Object> values = Samples.values();
  private final Condition structured =
      compile(
          Map.of(
              "all",
              List.of(
                  Map.of("field", "response.data.budget", "operator", "gte", "value", 1_000),
                  Map.of("field", "lead.stage", "operator", "eq", "value", "new"))));
  private final Condition expression =
      compile("response.data.budget >= 1000 && lead.stage == 'new'");

  private static Condition compile(Object source) {
    var faults = new Faults();
    var condition = Conditions.compile(source, faults);
    faults.throwIfAny();
    return Objects.requireNonNull(condition);
  }

  @Benchmark
  public boolean structured() {
    return structured.test(values);
  }

  @Benchmark
  public boolean cel() {
    return expression.test(values);
  }
}
