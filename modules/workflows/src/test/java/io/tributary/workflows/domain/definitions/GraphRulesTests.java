package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.Graph;
import io.tributary.workflows.StandInTypes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Forks, loops, branches, and where paths end.
class GraphRulesTests {
  private static final Map<String, Object> RICH =
      Map.of("field", "lead.budget", "operator", "gte", "value", 1000);

  private static List<String> faultsOf(Graph graph) {
    return DefinitionRules.check(graph.toMap(), 1_000, new StandInTypes()).stream()
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  private static Graph from(String type) {
    return graph().node("t", "TRIGGER_MANUAL").node("n", type).edge("t", "n");
  }

  @Test
  void all_edges_of_a_fork_are_taken_and_at_least_one_leaves_it() {
    assertThat(faultsOf(from("CONTROL_FORK"))).containsExactly("/nodes/1 fork-empty");

    var fork =
        from("CONTROL_FORK")
            .node("a", "CONTROL_DELAY")
            .node("b", "CONTROL_DELAY")
            .node("j", "CONTROL_JOIN")
            .edge("n", "a")
            .edge("n", "b")
            .edge("again", "n", "b", null, null)
            .edge("a", "j")
            .edge("b", "j");
    assertThat(faultsOf(fork)).isEmpty();
    assertThat(faultsOf(fork.edge("rich", "n", "a", null, RICH)))
        .containsExactly("/edges/6/data/condition not-allowed");
  }

  @Test
  void a_fork_has_no_other_ways_out() {
    var fork =
        from("CONTROL_FORK").node("a", "CONTROL_END").edge("failed", "n", "a", "error", null);

    assertThat(faultsOf(fork))
        .containsExactly("/edges/1/sourceHandle unknown-handle", "/nodes/1 fork-empty");
  }

  @Test
  void a_loop_has_a_body_which_leads_back_or_ends() {
    var loop = from("CONTROL_LOOP").node("body", "CONTROL_DELAY").node("z", "CONTROL_END");
    assertThat(faultsOf(loop.edge("n", "z")))
        .containsExactly("/nodes/1 loop-empty", "/nodes/2 unreachable");
    assertThat(faultsOf(loop.edge("each", "n", "body", "each", null))).isEmpty();
    assertThat(faultsOf(loop.edge("body", "n"))).isEmpty();
    assertThat(faultsOf(loop.edge("failed", "n", "z", "error", null))).isEmpty();
    assertThat(faultsOf(loop.edge("each2", "n", "z", "each", null)))
        .containsExactly("/edges/5 second-way");
  }

  @Test
  void a_loop_after_which_nothing_comes_is_an_end() {
    var loop =
        from("CONTROL_LOOP")
            .node("body", "CONTROL_DELAY")
            .edge("each", "n", "body", "each", null)
            .edge("body", "n");

    assertThat(faultsOf(loop)).isEmpty();
  }

  @Test
  void a_path_ends_where_only_its_failure_leads_on() {
    var retried = from("ACTION_UPDATE_LEAD").edge("failed", "n", "n", "error", null);

    assertThat(faultsOf(retried)).isEmpty();
  }

  @Test
  void a_branch_without_an_else_may_end_there_and_one_with_it_goes_on() {
    var branch = from("CONTROL_BRANCH").edge("again", "n", "n", null, RICH);
    assertThat(faultsOf(branch)).isEmpty();

    assertThat(faultsOf(branch.edge("else", "n", "n", null, null)))
        .containsExactly("/nodes/0 endless", "/nodes/1 endless");
  }

  @Test
  void one_edge_of_a_branch_is_the_else_whether_one_or_all_that_hold_are_taken() {
    var all =
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("n", "CONTROL_BRANCH", Map.of("mode", "ALL"))
            .node("z", "CONTROL_END")
            .edge("t", "n")
            .edge("n", "z", RICH)
            .edge("else", "n", "z", null, null);
    assertThat(faultsOf(all)).isEmpty();
    assertThat(faultsOf(all.edge("else2", "n", "z", null, null)))
        .containsExactly("/edges/3 second-else");
  }

  @Test
  void every_node_of_a_cycle_without_a_way_out_is_named() {
    var cycle =
        from("CONTROL_FORK")
            .node("a", "CONTROL_DELAY")
            .node("b", "CONTROL_DELAY")
            .edge("n", "a")
            .edge("a", "b")
            .edge("b", "n");

    assertThat(faultsOf(cycle))
        .containsExactly(
            "/nodes/0 endless", "/nodes/1 endless", "/nodes/2 endless", "/nodes/3 endless");
  }
}
