package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.StepWrite;
import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Claim;
import io.tributary.workflows.application.port.out.executions.StoredExecution.Lease;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.execution.ExecutionState;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.Marking;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/// Graphs in memory: how tokens split, meet, go round, fail and end.
class RunnerTests {
  private static final Instant START = Instant.parse("2026-03-29T00:00:00Z");
  private static final UUID WORKSPACE = UUID.randomUUID();
  private static final UUID WORKFLOW = UUID.randomUUID();

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final NodeTypes types = StandInNodes.all();
  private final ExecutionJson json = new ExecutionJson(new JsonText());
  private final Map<String, CompiledNode> nodes = new LinkedHashMap<>();
  private WorkflowSettings settings = WorkflowSettings.NONE;
  private int stepLimit = 1_000;
  private Slice slice = new Slice(10_000, true);
  private Instant now = START;

  private void node(String id, String type, Map<String, Object> config, String... edges) {
    var leaving = new ArrayList<CompiledEdge>();
    for (var edge : edges) {
      var parts = edge.split(":");
      leaving.add(
          new CompiledEdge(
              id + edge, parts.length > 1 ? parts[0] : null, parts[parts.length - 1], null));
    }
    nodes.put(id, new CompiledNode(id, type, id, types.exits(type), config, leaving));
  }

  private void node(String id, String type, String... edges) {
    node(id, type, Map.of(), edges);
  }

  private Runner runner() {
    var properties =
        new EngineProperties(
            true,
            100,
            Duration.ofSeconds(30),
            64,
            16,
            Duration.ofSeconds(1),
            stepLimit,
            500,
            Duration.ofSeconds(20));
    var metrics = new EngineMetrics(meters);
    var scribe = new Scribe(UUID::randomUUID, json);
    var asked = new Nodes(types);
    var paths = new Paths(asked, scribe, metrics, properties);
    return new Runner(asked, paths, new Attempts(asked, paths, scribe, metrics), scribe);
  }

  private Run run() {
    return goOn(null, Lease.NONE, List.of(), List.of());
  }

  /// As it is taken again after `before` was stored.
  private Run again(Run before) {
    return goOn(before, Lease.HELD, List.of(), List.of());
  }

  private Run goOn(
      @Nullable Run before, Lease lease, List<Signal> signals, List<Arrival> arrivals) {
    var stored =
        new StoredExecution(
            WORKSPACE,
            UUID.nameUUIDFromBytes(new byte[] {1}),
            WORKFLOW,
            1,
            before == null ? ExecutionStatus.QUEUED : ExecutionStatus.RUNNING,
            "TRIGGER_MANUAL",
            null,
            null,
            null,
            0,
            before == null ? ExecutionState.of(null, Map.of()) : before.state(),
            before == null ? Marking.START : throughJson(before.marking()),
            before == null ? 1 : 2,
            START,
            null,
            false,
            new Claim(lease, false, signals),
            true);
    var run =
        new Run(
            stored,
            new CompiledWorkflow(WORKSPACE, WORKFLOW, 1, "w", "t", nodes, settings),
            null,
            ZoneOffset.UTC,
            now,
            slice);
    runner().begin(run, new Work(stored, arrivals, null));
    return run;
  }

  private static Marking throughJson(Marking marking) {
    var text = new JsonText();
    return text.read(text.write(marking), Marking.class);
  }

  private static List<String> steps(Run run) {
    return run.steps().values().stream().map(step -> step.node() + " " + step.status()).toList();
  }

  private static StepWrite step(Run run, String node) {
    return run.steps().values().stream()
        .filter(step -> step.node().equals(node))
        .reduce((one, later) -> later)
        .orElseThrow();
  }

  private static ExecutionStatus ended(Run run) {
    assertThat(run.verdict()).as("%s", run.marking()).isNotNull();
    return run.verdict().status();
  }

  private static List<String> places(Run run) {
    return run.marking().tokens().stream()
        .map(token -> token.node() + " " + token.phase())
        .toList();
  }

  private Arrival arrival(Run run, String node, EffectResult result) {
    var token = tokenAt(run, node);
    return Arrival.of(
        new Effect(
            run.stored().ref(), token.position(), new Step.Reach(Mono.never(), Attempts.ONCE)),
        result);
  }

  private static Token tokenAt(Run run, String node) {
    return run.marking().tokens().stream()
        .filter(token -> token.node().equals(node))
        .findFirst()
        .orElseThrow();
  }

  private static EffectResult done() {
    return new EffectResult.Succeeded(Map.of("ok", true));
  }

  @Test
  void paths_that_fork_meet_again_and_go_on_as_one() {
    node("t", "do", "f");
    node("f", "fork", "a", "b", "c");
    node("a", "do", "j");
    node("b", "do", "j");
    node("c", "do", "x");
    node("x", "do", "j");
    node("j", "join", "z");
    node("z", "end");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(run.verdict().outcome()).isEqualTo("over");
    assertThat(steps(run).stream().filter(step -> step.startsWith("j ")))
        .containsExactly("j COMPLETED");
    assertThat(step(run, "j").output()).isEqualTo("{\"arrived\":3}");
    assertThat(steps(run).stream().filter(step -> step.startsWith("z "))).hasSize(1);
  }

  @Test
  void outcomes_that_arrive_together_count_each_at_the_join() {
    node("t", "do", "f");
    node("f", "fork", "a", "b");
    node("a", "reach", "j");
    node("b", "reach", "j");
    node("j", "join", "z");
    node("z", "end");
    var reaching = run();

    var run =
        goOn(
            reaching,
            Lease.HELD,
            List.of(),
            List.of(arrival(reaching, "a", done()), arrival(reaching, "b", done())));

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "j").output()).isEqualTo("{\"arrived\":2}");
  }

  @Test
  void a_join_does_not_wait_for_a_path_that_went_elsewhere() {
    node("t", "do", "f");
    node("f", "fork", "a", "b");
    node("a", "do", "j");
    node("b", "do", "elsewhere");
    node("elsewhere", "do");
    node("j", "join", "z");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "j").output()).isEqualTo("{\"arrived\":1}");
  }

  @Test
  void a_join_waits_for_a_path_whose_effect_is_under_way() {
    node("t", "do", "f");
    node("f", "fork", "a", "b");
    node("a", "do", "j");
    node("b", "reach", "j");
    node("j", "join", "z");
    node("z", "do");

    var first = run();

    assertThat(first.isOpen()).isTrue();
    assertThat(places(first)).containsExactlyInAnyOrder("j JOINING", "b REACHING");
    assertThat(first.reaching()).hasSize(1);
    var second = goOn(first, Lease.HELD, List.of(), List.of(arrival(first, "b", done())));
    assertThat(ended(second)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(second, "j").output()).isEqualTo("{\"arrived\":2}");
    assertThat(second.accepted()).hasSize(1);
  }

  @Test
  void the_first_to_come_goes_on_and_the_rest_is_given_up() {
    node("t", "do", "f");
    node("f", "fork", "a", "b", "w");
    node("a", "do", "j");
    node("b", "reach", "j");
    node("w", "wait", "j");
    node("j", "join", Map.of("needed", 1), "slow");
    node("slow", "wait");

    var run = run();

    assertThat(places(run)).containsExactly("slow WAITING");
    assertThat(steps(run)).contains("b SKIPPED", "w SKIPPED").doesNotContain("j WAITING");
    assertThat(run.reaching()).isEmpty();
  }

  @Test
  void a_rest_that_is_left_alone_ends_where_it_would_have_met() {
    node("t", "do", "f");
    node("f", "fork", "a", "b");
    node("a", "do", "j");
    node("b", "reach", "c");
    node("c", "do", "j");
    node("j", "join", Map.of("needed", 1, "cancel", false), "z");
    node("z", "do");

    var first = run();
    assertThat(places(first)).containsExactly("b REACHING");
    assertThat(steps(first)).contains("z COMPLETED");
    var second = goOn(first, Lease.HELD, List.of(), List.of(arrival(first, "b", done())));

    assertThat(ended(second)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(steps(second)).containsExactly("b COMPLETED", "c COMPLETED");
  }

  @Test
  void so_many_of_so_many_are_enough_and_too_few_are_a_failure() {
    node("t", "do", "f");
    node("f", "fork", "a", "b", "c");
    node("a", "do", "j");
    node("b", "do", "j");
    node("c", "wait", "j");
    node("j", "join", Map.of("needed", 2), "z");
    node("z", "do");
    assertThat(ended(run())).isEqualTo(ExecutionStatus.COMPLETED);

    node("j", "join", Map.of("needed", 4), "z");
    var waiting = run();
    now = now.plusSeconds(61);
    var run = again(waiting);
    assertThat(ended(run)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(run.verdict().failure().kind()).isEqualTo(FailureKind.JOIN_INCOMPLETE);
    assertThat(run.verdict().failure().message()).contains("3 of 4");
    assertThat(
            meters
                .get("tributary.engine.failures")
                .tag("kind", "JOIN_INCOMPLETE")
                .counter()
                .count())
        .isEqualTo(1);
  }

  @Test
  void a_join_behind_a_join_goes_second() {
    node("t", "do", "f");
    node("f", "fork", "a", "b", "c");
    node("a", "do", "j1");
    node("b", "do", "j1");
    node("c", "do", "j2");
    node("j1", "join", "j2");
    node("j2", "join", "z");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "j1").output()).isEqualTo("{\"arrived\":2}");
    assertThat(step(run, "j2").output()).isEqualTo("{\"arrived\":2}");
  }

  @Test
  void a_loop_goes_through_its_items_in_order_and_collects() {
    node("t", "do", "l");
    node("l", "loop", Map.of("items", List.of("a", "b", "c")), "each:x", "z");
    node("x", "do", "y");
    node("y", "do", "l");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "l").output())
        .isEqualTo("{\"count\":3,\"failed\":0,\"results\":[\"a\",\"b\",\"c\"]}");
    assertThat(run.steps().values().stream().filter(s -> s.node().equals("x")))
        .extracting(StepWrite::item)
        .containsExactly(0, 1, 2);
    assertThat(run.steps().values().stream().filter(s -> s.node().equals("l"))).hasSize(1);
  }

  @Test
  void an_empty_loop_is_left_at_once_and_a_body_may_end_anywhere() {
    node("t", "do", "l");
    node("l", "loop", Map.of("items", List.of()), "each:x", "m");
    node("x", "do");
    node("m", "loop", "each:y", "z");
    node("y", "fork", "p", "q");
    node("p", "do");
    node("q", "do", "m");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(steps(run)).doesNotContain("x COMPLETED");
    assertThat(steps(run).stream().filter("p COMPLETED"::equals)).hasSize(3);
    assertThat(step(run, "m").output()).contains("\"count\":3");
  }

  @Test
  void no_more_items_than_said_are_under_way() {
    var items = IntStream.range(0, 10).boxed().toList();
    node("t", "do", "l");
    node("l", "loop", Map.of("items", items, "parallel", 3), "each:x", "z");
    node("x", "reach", "l");
    node("z", "do");

    var run = run();
    var rounds = 0;
    while (run.isOpen()) {
      assertThat(run.marking().tokens()).hasSizeBetween(2, 4);
      run = goOn(run, Lease.HELD, List.of(), List.of(arrival(run, "x", done())));
      rounds++;
    }

    assertThat(rounds).isEqualTo(10);
    assertThat(step(run, "l").output()).contains("\"results\":[0,1,2,3,4,5,6,7,8,9]");
  }

  @Test
  void an_item_that_fails_is_counted_or_fails_the_loop() {
    node("t", "do", "l");
    node("l", "loop", Map.of("stop", false), "each:x", "z");
    node("x", "failOdd", "l");
    node("z", "do");

    var run = run();
    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "l").output())
        .isEqualTo("{\"count\":3,\"failed\":2,\"results\":[null,2,null]}");

    node("l", "loop", Map.of(), "each:x", "error:e", "z");
    node("e", "do");
    run = run();
    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(steps(run)).contains("l FAILED", "e COMPLETED").doesNotContain("z COMPLETED");

    node("l", "loop", Map.of("parallel", 3), "each:x", "z");
    run = run();
    assertThat(ended(run)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(places(run)).contains("l LOOPING", "x FAILED");
  }

  @Test
  void items_that_are_under_way_together_see_their_own_outputs_alone() {
    node("t", "do", "l");
    node("l", "loop", Map.of("parallel", 3), "each:r", "z");
    node("r", "reach", "e");
    node("e", "echo", "l");
    node("z", "do");
    var first = run();
    var arrivals =
        first.marking().tokens().stream()
            .filter(token -> token.node().equals("r"))
            .map(
                token ->
                    Arrival.of(
                        new Effect(
                            first.stored().ref(),
                            token.position(),
                            new Step.Reach(Mono.never(), Attempts.ONCE)),
                        new EffectResult.Succeeded(Map.of("of", token.item()))))
            .toList();

    var run = goOn(first, Lease.HELD, List.of(), arrivals);

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(run.steps().values().stream().filter(step -> step.node().equals("e")))
        .extracting(step -> step.item() + " " + step.output())
        .containsExactly(
            "0 {\"seen\":{\"of\":0}}", "1 {\"seen\":{\"of\":1}}", "2 {\"seen\":{\"of\":2}}");
    assertThat(step(run, "l").output()).contains("\"count\":3");
  }

  @Test
  void a_loop_in_a_loop_knows_its_own_item_and_the_outer_one() {
    node("t", "do", "outer");
    node("outer", "loop", Map.of("items", List.of("A", "B")), "each:inner", "z");
    node("inner", "loop", Map.of("items", List.of(1, 2), "parallel", 2), "each:x", "outer");
    node("x", "do", "inner");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(run.marking().visits()).containsEntry("x", 4).containsEntry("inner", 2);
    assertThat(step(run, "outer").output()).contains("\"results\":[\"A\",\"B\"]");
  }

  @Test
  void paths_of_one_item_meet_among_themselves() {
    node("t", "do", "l");
    node("l", "loop", Map.of("parallel", 3), "each:f", "z");
    node("f", "fork", "a", "b");
    node("a", "reach", "j");
    node("b", "do", "j");
    node("j", "join", "l");
    node("z", "do");

    var run = run();
    assertThat(places(run)).filteredOn("j JOINING"::equals).hasSize(3);
    while (run.isOpen()) {
      run = goOn(run, Lease.HELD, List.of(), List.of(arrival(run, "a", done())));
    }

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "j").output()).isEqualTo("{\"arrived\":2}");
  }

  @Test
  void an_end_ends_all_that_is_under_way() {
    node("t", "do", "f");
    node("f", "fork", "r", "w", "z");
    node("r", "reach");
    node("w", "wait");
    node("z", "end");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(steps(run)).contains("r SKIPPED", "w SKIPPED", "z COMPLETED");
    assertThat(run.marking().tokens()).isEmpty();
    assertThat(run.reaching()).isEmpty();
  }

  @Test
  void a_failure_keeps_where_everything_stood() {
    node("t", "do", "f");
    node("f", "fork", "x", "w");
    node("w", "wait", "z");
    node("x", "fail", "z");
    node("z", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(places(run)).containsExactlyInAnyOrder("x FAILED", "w WAITING");
    assertThat(step(run, "w").status()).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void a_signal_wakes_its_own_visit_alone_and_one_that_says_nothing_lets_it_wait_on() {
    node("t", "do", "f");
    node("f", "fork", "a", "b");
    node("a", "wait");
    node("b", "wait");
    var first = run();
    var a = tokenAt(first, "a").position().stepId();
    now = now.plusSeconds(10);

    var nothing = goOn(first, Lease.HELD, List.of(new Signal(a, "x", Map.of())), List.of());
    assertThat(places(nothing)).containsExactlyInAnyOrder("a WAITING", "b WAITING");
    assertThat(tokenAt(nothing, "a").wakeAt()).isEqualTo(START.plusSeconds(60));
    assertThat(nothing.hasUnseenSignals()).isFalse();

    var go = goOn(nothing, Lease.HELD, List.of(new Signal(a, "x", Map.of("go", 1))), List.of());
    assertThat(places(go)).containsExactly("b WAITING");
    assertThat(step(go, "a").output()).isEqualTo("{\"seen\":1}");
  }

  @Test
  void attempts_follow_one_another_until_the_last() {
    node("t", "do", "r");
    node("r", "reach", Map.of("attempts", 2), "z");
    node("z", "do");
    var failed = new EffectResult.Failed(new Failure(FailureKind.TIMEOUT, "late"));
    var first = run();

    var second = goOn(first, Lease.HELD, List.of(), List.of(arrival(first, "r", failed)));
    assertThat(places(second)).containsExactly("r RETRYING");
    now = now.plusSeconds(11);
    var third = again(second);
    assertThat(places(third)).containsExactly("r REACHING");
    assertThat(tokenAt(third, "r").position().attempt()).isEqualTo(2);
    var stale = goOn(third, Lease.HELD, List.of(), List.of(arrival(first, "r", done())));
    assertThat(stale.accepted()).isEmpty();
    assertThat(places(stale)).containsExactly("r REACHING");

    var last = goOn(third, Lease.HELD, List.of(), List.of(arrival(third, "r", failed)));
    assertThat(ended(last)).isEqualTo(ExecutionStatus.FAILED);
  }

  @Test
  void an_effect_that_was_lost_counts_as_an_attempt_and_one_that_never_began_does_not() {
    node("t", "do", "r");
    node("r", "reach", Map.of("attempts", 2), "z");
    node("z", "do");
    var first = run();

    var released = goOn(first, Lease.NONE, List.of(), List.of());
    assertThat(tokenAt(released, "r").position().attempt()).isEqualTo(1);
    assertThat(released.reaching()).hasSize(1);
    var expired = goOn(first, Lease.EXPIRED, List.of(), List.of());
    assertThat(tokenAt(expired, "r").position().attempt()).isEqualTo(2);
    assertThat(tokenAt(expired, "r").phase()).isEqualTo(TokenPhase.REACHING);
    var held = again(first);
    assertThat(held.reaching()).isEmpty();
    var lost = goOn(expired, Lease.EXPIRED, List.of(), List.of());
    assertThat(ended(lost)).isEqualTo(ExecutionStatus.FAILED);
    assertThat(lost.verdict().failure().kind()).isEqualTo(FailureKind.INTERRUPTED);
  }

  @Test
  void circles_end_at_the_step_limit_and_run_in_slices() {
    stepLimit = 50;
    slice = new Slice(20, true);
    node("t", "do", "a");
    node("a", "do", "b");
    node("b", "do", "a");

    var run = run();
    var slices = 1;
    while (run.isOpen()) {
      assertThat(places(run)).hasSize(1).allMatch(place -> place.endsWith("READY"));
      run = again(run);
      slices++;
    }

    assertThat(slices).isEqualTo(3);
    assertThat(run.verdict().failure().kind()).isEqualTo(FailureKind.STEP_LIMIT);
  }

  @Test
  void what_may_not_reach_out_stops_in_front_of_the_effect() {
    node("t", "do", "f");
    node("f", "fork", "r", "d");
    node("r", "reach", "z");
    node("d", "do");
    node("z", "end");
    slice = new Slice(10, false);

    var first = run();

    assertThat(places(first)).containsExactly("r READY");
    assertThat(first.reaching()).isEmpty();
    assertThat(steps(first)).containsExactly("t COMPLETED", "f COMPLETED", "d COMPLETED");
    slice = new Slice(10, true);
    var second = again(first);
    assertThat(second.reaching()).hasSize(1);
    assertThat(steps(second)).containsExactly("r RUNNING");
  }

  @Test
  void too_many_paths_and_too_long_lists_hurt_only_themselves() {
    stepLimit = 100_000;
    var many = IntStream.range(0, 1_200).mapToObj(i -> "n" + i).toArray(String[]::new);
    node("t", "do", "f");
    node("f", "fork", many);
    for (var id : many) {
      node(id, "wait");
    }
    var wide = run();
    assertThat(wide.verdict().failure().kind()).isEqualTo(FailureKind.TOKEN_LIMIT);

    nodes.clear();
    node("t", "do", "l");
    node("l", "loop", Map.of("items", IntStream.range(0, 10_001).boxed().toList()), "each:x");
    node("x", "do", "l");
    assertThat(run().verdict().failure().kind()).isEqualTo(FailureKind.LOOP_LIMIT);

    node("l", "loop", Map.of("items", IntStream.range(0, 10_000).boxed().toList()), "each:x");
    slice = new Slice(500, true);
    var run = run();
    while (run.isOpen()) {
      assertThat(run.steps()).hasSizeLessThan(600);
      run = again(run);
    }
    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
  }

  @Test
  void what_takes_longer_than_its_workflow_allows_fails() {
    settings = new WorkflowSettings(null, null, null, Duration.ofSeconds(30));
    node("t", "do", "w");
    node("w", "wait");
    var first = run();
    now = START.plusSeconds(30);

    var run = again(first);

    assertThat(run.verdict().failure().kind()).isEqualTo(FailureKind.TIME_LIMIT);
    assertThat(step(run, "w").status()).isEqualTo(StepStatus.SKIPPED);
  }

  @Test
  void a_bug_in_a_node_type_fails_its_node_and_says_no_more_than_that() {
    node("t", "do", "x");
    node("x", "bug", "error:e");
    node("e", "do");

    var run = run();

    assertThat(ended(run)).isEqualTo(ExecutionStatus.COMPLETED);
    assertThat(step(run, "x").error()).contains("INTERNAL").doesNotContain("at x");
  }
}
