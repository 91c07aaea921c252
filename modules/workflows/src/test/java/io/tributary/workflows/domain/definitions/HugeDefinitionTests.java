package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.kernel.problems.Faults;
import io.tributary.workflows.Graph;
import io.tributary.workflows.StandInTypes;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.DefinitionFault;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The largest graphs that are allowed cost time in proportion to their size, whatever their form:
/// the squares of these sizes would take far longer than the limits here.
@Timeout(10)
class HugeDefinitionTests {
  private static final int NODES = DefinitionShape.MAX_NODES;
  private static final int EDGES = DefinitionShape.MAX_EDGES;

  private static List<DefinitionFault> faultsOf(Graph graph) {
    return DefinitionRules.check(graph.toMap(), 1_000_000, new StandInTypes());
  }

  private static Graph chain(String type) {
    var chain = graph().node("n0", "TRIGGER_MANUAL");
    for (int i = 1; i < NODES; i++) {
      chain.node("n" + i, type);
    }
    for (int i = 1; i < NODES; i++) {
      chain.edge("n" + (i - 1), "n" + i);
    }
    return chain;
  }

  @Test
  void a_chain_of_all_nodes_costs_no_stack() {
    var chain = chain("CONTROL_DELAY");

    assertThat(faultsOf(chain)).isEmpty();
    assertThat(faultsOf(chain.node("more", "CONTROL_END")))
        .extracting(DefinitionFault::code)
        .containsExactly("too-many");
  }

  @Test
  void a_fork_may_lead_to_all_others_which_a_join_awaits() {
    var wide = graph().node("t", "TRIGGER_MANUAL").node("f", "CONTROL_FORK").edge("t", "f");
    wide.node("j", "CONTROL_JOIN");
    for (int i = 3; i < NODES; i++) {
      wide.node("n" + i, "CONTROL_DELAY").edge("f", "n" + i).edge("n" + i, "j");
    }

    assertThat(faultsOf(wide)).isEmpty();
    var compiled = compile(wide);
    assertThat(compiled.node("f").edgesFrom(null)).hasSize(NODES - 3);
    assertThat(compiled.ancestors().of("j")).hasSize(NODES - 1).doesNotContain("j");
  }

  @Test
  void the_ancestors_of_every_node_of_a_long_cycle_are_all_nodes() {
    var cycle = chain("CONTROL_FORK");
    for (int i = NODES - 1; i < EDGES; i++) {
      cycle.edge("x" + i, "n" + (NODES - 1), "n" + (1 + i % (NODES - 1)), null, null);
    }

    var compiled = compile(cycle);
    var ancestors = compiled.ancestors();
    for (var node : compiled.nodes().keySet()) {
      assertThat(ancestors.of(node).contains("n0")).isEqualTo(!node.equals("n0"));
      assertThat(ancestors.of(node)).hasSize(node.equals("n0") ? 0 : NODES);
    }
    assertThat(ancestors.of("no such node")).isEmpty();
    assertThat(ancestors.of("n1")).contains("n1").isEqualTo(ancestors.of("n2"));
  }

  @Test
  void of_many_faults_a_thousand_are_told() {
    var broken = chain("ACTION_SEND_EMAIL");
    for (int i = NODES - 1; i < EDGES; i++) {
      broken.edge("e", "ghost" + i, "n0", "odd", "no condition");
    }

    assertThat(faultsOf(broken)).hasSize(1_000);
  }

  @Test
  void long_names_of_properties_cost_no_more_than_short_ones() {
    var name = "k".repeat(500_000);
    Map<String, Object> deep =
        Map.of("nodes", List.of(), name, Collections.nCopies(250_000, "\u0000"));
    var faults = new Faults();

    assertThatCode(() -> DefinitionShape.check(deep, 1_000_000, faults)).doesNotThrowAnyException();
    assertThat(faults.all()).extracting("code").containsExactly("name-too-long");
  }

  @Test
  void deep_nesting_under_names_of_the_longest_length_is_checked_quickly() {
    Object inner = Collections.nCopies(400_000, 0);
    for (int i = 0; i < 40; i++) {
      inner = Map.of("k".repeat(500), inner);
    }
    var faults = new Faults();

    DefinitionShape.check(Map.of("nodes", List.of(), "x", inner), 1_000_000, faults);

    assertThat(faults.all()).isEmpty();
  }

  @Test
  void half_of_a_surrogate_pair_is_refused_since_no_text_can_hold_it() {
    var faults = new Faults();

    DefinitionShape.check(Map.of("a", "\uD83D", "b", "\uD83D\uDE00"), 100, faults);

    assertThat(faults.all())
        .extracting("pointer", "code")
        .containsExactly(tuple("/a", "invalid-character"));
  }

  private static CompiledWorkflow compile(Graph graph) {
    return DefinitionCompiler.compile(
        new UUID(1, 1), new UUID(1, 2), 1, "Huge", graph.toMap(), new StandInTypes());
  }
}
