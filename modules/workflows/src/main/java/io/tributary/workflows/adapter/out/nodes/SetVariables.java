package io.tributary.workflows.adapter.out.nodes;

import io.tributary.kernel.conditions.ExpressionFailed;
import io.tributary.kernel.conditions.Expressions;
import io.tributary.kernel.problems.Faults;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Sets variables of the execution, one after the other: each sees what the former ones became.
@Component
final class SetVariables implements NodeType {
  private static final String VARIABLES = "variables";

  private final VariableReader reader;
  private final CompiledConfigs<List<Variable>> compiled;

  SetVariables(VariableReader reader) {
    this.reader = reader;
    this.compiled = new CompiledConfigs<>(this::compile);
  }

  @Override
  public String name() {
    return "ACTION_SET_VARIABLES";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Map<String, Object> configSchema() {
    return Schemas.config(
        List.of(VARIABLES),
        Map.of(
            VARIABLES,
            Map.of(
                "description",
                "By name, or a list if the order matters. Texts are templates; one that is a"
                    + " single variable keeps its type. Expressions are in CEL.",
                "oneOf",
                List.of(byName(), inOrder()))));
  }

  private static Map<String, Object> byName() {
    return Map.of(
        "type",
        "object",
        "minProperties",
        1,
        "maxProperties",
        VariableReader.MAX,
        "propertyNames",
        Map.of("pattern", "^" + VariableReader.NAME.pattern() + "$"));
  }

  private static Map<String, Object> inOrder() {
    return Map.of(
        "type",
        "array",
        "minItems",
        1,
        "maxItems",
        VariableReader.MAX,
        "items",
        Schemas.object(
            List.of(VariableReader.NAME_KEY),
            Map.of(
                VariableReader.NAME_KEY,
                Map.of("type", "string", "pattern", "^" + VariableReader.NAME.pattern() + "$"),
                VariableReader.VALUE,
                Map.of("description", "Any JSON"),
                VariableReader.EXPRESSION,
                Schemas.text(Expressions.MAX_CHARS))));
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    new ConfigCheck(config, at).only(Set.of(VARIABLES));
    reader.read(config.get(VARIABLES), at.at(VARIABLES));
  }

  private List<Variable> compile(Map<String, Object> config) {
    var faults = new Faults();
    var variables = reader.read(config.get(VARIABLES), faults.at(VARIABLES));
    faults.throwIfAny();
    return variables;
  }

  @Override
  public Step run(Visit visit) {
    var known = new LinkedHashMap<String, @Nullable Object>();
    if (visit.values().get(VARIABLES) instanceof Map<?, ?> before) {
      before.forEach((name, value) -> known.put(String.valueOf(name), value));
    }
    var values = new HashMap<>(visit.values());
    values.put(VARIABLES, known);
    var set = new LinkedHashMap<String, Object>();
    for (var variable : compiled.of(visit.node())) {
      try {
        var value = variable.source().value(values);
        if (value == null) {
          known.remove(variable.name());
        } else {
          known.put(variable.name(), value);
        }
        put(set, variable.name(), value);
      } catch (ExpressionFailed | InvalidInput failed) {
        return new Step.Failed(
            new Failure(
                FailureKind.INVALID_CONFIG,
                "'" + variable.name() + "' has no value: " + failed.getMessage()));
      }
    }
    return new Step.Done(Map.of(), null, set);
  }

  @SuppressWarnings("NullAway") // nothing removes the variable
  private static void put(Map<String, Object> set, String name, @Nullable Object value) {
    set.put(name, value);
  }
}
