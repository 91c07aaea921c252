package io.tributary.workflows.application.engine;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.application.port.out.nodes.Visit;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// Node types that do what their `config` says, without any adapter.
final class StandInNodes {
  private StandInNodes() {}

  static NodeTypes all() {
    return new NodeTypes(
        List.of(
            type("do", Exits.ONE, visit -> new Step.Done(Map.of("node", visit.node().id()))),
            type("fork", Exits.ALL, visit -> new Step.Done(Map.of())),
            type("branch", Exits.CONDITIONS, visit -> new Step.Done(Map.of())),
            type("end", Exits.NONE, visit -> new Step.End(false, "over")),
            type("fail", Exits.ONE, visit -> new Step.Failed(refused())),
            type("bug", Exits.ONE, StandInNodes::bug),
            type(
                "echo",
                Exits.ONE,
                visit ->
                    new Step.Done(
                        Map.of("seen", ((Map<?, ?>) visit.values().get("steps")).get("r")))),
            type("failOdd", Exits.ONE, StandInNodes::failOdd),
            type("reach", Exits.ONE, StandInNodes::reach),
            type(
                "join",
                Exits.ONE,
                visit ->
                    new Step.Join(
                        (Integer) visit.config().get("needed"),
                        !Boolean.FALSE.equals(visit.config().get("cancel")))),
            type(
                "loop",
                Exits.ONE,
                visit ->
                    new Step.Loop(
                        (List<?>) visit.config().getOrDefault("items", List.of(1, 2, 3)),
                        (int) visit.config().getOrDefault("parallel", 1),
                        !Boolean.FALSE.equals(visit.config().get("stop")),
                        true)),
            new Waiting()));
  }

  private static Step bug(Visit visit) {
    throw new IllegalStateException("at " + visit.node().id());
  }

  private static Step failOdd(Visit visit) {
    var loop = (Map<?, ?>) visit.values().get("loop");
    return (int) loop.get("item") % 2 == 1
        ? new Step.Failed(refused())
        : new Step.Done(Map.of("item", loop.get("item")));
  }

  private static Step reach(Visit visit) {
    var attempts = (int) visit.config().getOrDefault("attempts", 3);
    return new Step.Reach(
        Mono.just(new EffectResult.Succeeded(Map.of())),
        new RetryPolicy(attempts, Duration.ofSeconds(10), Duration.ofSeconds(10)));
  }

  static Failure refused() {
    return new Failure(FailureKind.HTTP_REFUSED, "no");
  }

  private static NodeType type(String name, Exits exits, Function<Visit, Step> step) {
    return new StandIn(name, exits, step);
  }

  private static class StandIn implements NodeType {
    private final String name;
    private final Exits exits;
    private final Function<Visit, Step> step;

    StandIn(String name, Exits exits, Function<Visit, Step> step) {
      this.name = name;
      this.exits = exits;
      this.step = step;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Exits exits() {
      return exits;
    }

    @Override
    public Map<String, Object> configSchema() {
      return Map.of();
    }

    @Override
    public void check(Map<String, Object> config, Faults at) {}

    @Override
    public Step run(Visit visit) {
      return step.apply(visit);
    }

    @Override
    public @Nullable Object collect(Visit visit) {
      return ((Map<?, ?>) visit.values().get("loop")).get("item");
    }
  }

  /// Waits a minute, or until a signal says `go`.
  private static final class Waiting extends StandIn {
    Waiting() {
      super("wait", Exits.ONE, visit -> new Step.Wait(Duration.ofMinutes(1), Map.of("seen", 0)));
    }

    @Override
    public Step resume(Visit visit) {
      var go = visit.signals().stream().anyMatch(signal -> signal.data().containsKey("go"));
      var waited = Duration.between(visit.position().since(), visit.now());
      return go || waited.compareTo(Duration.ofMinutes(1)) >= 0
          ? new Step.Done(Map.of("seen", visit.signals().size()))
          : new Step.Wait(Duration.ofMinutes(1).minus(waited), visit.memory());
    }
  }
}
