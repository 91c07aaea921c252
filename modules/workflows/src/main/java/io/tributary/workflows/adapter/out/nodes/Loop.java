package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;
import static io.tributary.workflows.adapter.out.nodes.Shape.required;

import io.tributary.kernel.conditions.Expression;
import io.tributary.kernel.conditions.ExpressionFailed;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Goes through a list: for each item once by the edge `each`, so many items at a time, and then
/// on.
/// An item ends where its path leads nowhere, or back here.
@Component
final class Loop implements ShapedNode {
  private static final String ITEMS = "items";
  private static final String PARALLEL = "parallel";
  private static final String ON_FAILURE = "onFailure";
  private static final String COLLECT = "collect";
  private static final String CONTINUE = "CONTINUE";
  private static final int MAX_PARALLEL = 100;
  private static final Shape SHAPE =
      Shape.of(
          required(
              ITEMS,
              Kinds.expression()
                  .described("The list, as an expression: response.data.interests, [1, 2, 3]")),
          optional(
              PARALLEL,
              Kinds.whole(1, MAX_PARALLEL).described("Items at a time; one, if it is not said.")),
          optional(
              ON_FAILURE,
              Kinds.option(List.of("STOP", CONTINUE))
                  .described(
                      "Whether an item that fails fails the loop, as usual, or is only counted.")),
          optional(
              COLLECT,
              Kinds.expression()
                  .described("What each item leaves in the output's 'results': steps.call.body")));

  private final CompiledConfigs<Expression> items = new CompiledConfigs<>(of(ITEMS));
  private final CompiledConfigs<Expression> collected = new CompiledConfigs<>(of(COLLECT));

  private static Function<Map<String, Object>, Expression> of(String key) {
    return config -> Kinds.compiled(config.get(key), key);
  }

  @Override
  public String name() {
    return "CONTROL_LOOP";
  }

  @Override
  public Set<String> handles() {
    return Set.of("each", "error");
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public Step run(Visit visit) {
    try {
      return items.of(visit.node()).value(visit.values()) instanceof List<?> list
          ? loop(list, visit.config())
          : failed("'items' is no list");
    } catch (ExpressionFailed failed) {
      return failed("'items': " + failed.getMessage());
    }
  }

  private static Step loop(List<?> list, Map<String, Object> config) {
    return new Step.Loop(
        list,
        config.get(PARALLEL) instanceof Number number ? number.intValue() : 1,
        !CONTINUE.equals(config.get(ON_FAILURE)),
        config.get(COLLECT) != null);
  }

  private static Step failed(String message) {
    return new Step.Failed(new Failure(FailureKind.INVALID_CONFIG, message));
  }

  /// What cannot be found is null: an item is not failed by what it leaves behind.
  @Override
  public @Nullable Object collect(Visit visit) {
    try {
      return collected.of(visit.node()).value(visit.values());
    } catch (ExpressionFailed nothing) {
      return null;
    }
  }
}
