package io.tributary.workflows.adapter.out.nodes;

import static io.tributary.workflows.adapter.out.nodes.Shape.optional;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.execution.Marking;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Waits for the paths that are under way to it, and goes on as one: when all came that still can,
/// when the first came, or when so many did.
@Component
final class Join implements ShapedNode {
  private static final String MODE = "mode";
  private static final String COUNT = "count";
  private static final String REST = "rest";
  private static final String CONTINUE = "CONTINUE";
  private static final Shape SHAPE =
      Shape.of(
          optional(
              MODE,
              Kinds.option(List.of("ALL", "ANY", "COUNT"))
                  .described("ALL, as usual, waits for every path that can still come.")),
          optional(
              COUNT,
              Kinds.whole(1, Marking.MAX_TOKENS).described("How many paths are enough for COUNT.")),
          optional(
              REST,
              Kinds.option(List.of("CANCEL", CONTINUE))
                  .described(
                      "What becomes of paths that are no longer needed: given up, as usual, or left"
                          + " to go on until they come here.")));

  @Override
  public String name() {
    return "CONTROL_JOIN";
  }

  @Override
  public Set<String> handles() {
    return Set.of("error");
  }

  @Override
  public Shape shape() {
    return SHAPE;
  }

  @Override
  public void check(Map<String, Object> config, Faults at) {
    ShapedNode.super.check(config, at);
    var counts = "COUNT".equals(config.get(MODE));
    at.at(COUNT).require(!counts || config.get(COUNT) != null, "required", "is required for COUNT");
    at.at(COUNT)
        .require(counts || config.get(COUNT) == null, "not-allowed", "belongs to the mode COUNT");
  }

  @Override
  public Step run(Visit visit) {
    return new Step.Join(arrivals(visit.config()), !CONTINUE.equals(visit.config().get(REST)));
  }

  private static @Nullable Integer arrivals(Map<String, Object> config) {
    if ("ANY".equals(config.get(MODE))) {
      return 1;
    }
    return "COUNT".equals(config.get(MODE)) && config.get(COUNT) instanceof Number number
        ? number.intValue()
        : null;
  }
}
