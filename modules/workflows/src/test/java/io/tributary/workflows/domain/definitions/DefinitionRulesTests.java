package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.workflows.Graph;
import io.tributary.workflows.StandInTypes;
import io.tributary.workflows.domain.DefinitionFault;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionRulesTests {
  private static final Map<String, Object> RICH =
      Map.of("field", "lead.budget", "operator", "gte", "value", 1000);

  private static List<DefinitionFault> faultsOf(Map<String, Object> definition) {
    return DefinitionRules.check(definition, 1_000, new StandInTypes());
  }

  private static List<String> faultsOf(Graph graph) {
    return faultsOf(graph.toMap()).stream()
        .map(fault -> fault.pointer() + " " + fault.code())
        .toList();
  }

  @Test
  void a_trigger_and_an_end_are_enough() {
    assertThat(faultsOf(shortest())).isEmpty();
    assertThat(faultsOf(graph().node("t", "TRIGGER_MANUAL"))).isEmpty();
  }

  @Test
  void all_faults_come_at_once_each_with_its_node_or_edge() {
    var faults =
        faultsOf(
            graph()
                .node("t", "TRIGGER_MANUAL")
                .node("m", "ACTION_SEND_EMAIL", Map.of("to", "x@example.com"))
                .node("b", "CONTROL_BRANCH")
                .node("u", "ACTION_UPDATE_LEAD")
                .node("x", "ACTION_TELEPORT")
                .edge("t", "m")
                .edge("m", "b")
                .edge("b", "x", Map.of("field", "a", "operator", "like", "value", 1))
                .edge("b", "nowhere")
                .edge("odd", "ghost", "t", null, null)
                .settings(Map.of("limit", 3))
                .toMap());

    assertThat(faults)
        .extracting(DefinitionFault::pointer, DefinitionFault::code)
        .containsExactlyInAnyOrder(
            tuple("/nodes/1/data/config/subject", "required"),
            tuple("/nodes/4/type", "unknown-type"),
            tuple("/edges/2/data/condition/operator", "unknown-operator"),
            tuple("/edges/3/target", "dangling"),
            tuple("/edges/4/source", "dangling"),
            tuple("/edges/4/target", "into-trigger"),
            tuple("/settings/limit", "unknown-property"),
            tuple("/nodes/3", "unreachable"));
    assertThat(faults)
        .filteredOn(f -> f.pointer().startsWith("/nodes"))
        .allSatisfy(
            fault -> {
              assertThat(fault.nodeId()).isIn("m", "x", "u");
              assertThat(fault.edgeId()).isNull();
            });
    assertThat(faults)
        .filteredOn(f -> f.pointer().startsWith("/edges"))
        .allSatisfy(
            fault -> {
              assertThat(fault.edgeId()).isIn("b-x", "b-nowhere", "odd");
              assertThat(fault.nodeId()).isNull();
            });
  }

  @Test
  void exactly_one_trigger_begins_a_workflow() {
    assertThat(faultsOf(graph())).containsExactly("/nodes trigger-missing");
    assertThat(faultsOf(graph().node("z", "CONTROL_END")))
        .containsExactly("/nodes trigger-missing");
    assertThat(faultsOf(shortest().node("t2", "TRIGGER_LEAD_CREATED").edge("t2", "z")))
        .containsExactly("/nodes/2/type second-trigger");
    assertThat(faultsOf(Map.of()))
        .extracting(DefinitionFault::code)
        .containsExactly("trigger-missing");
  }

  @Test
  void ids_are_there_unique_and_short() {
    assertThat(faultsOf(shortest().node("z", "CONTROL_END")))
        .containsExactly("/nodes/2/id not-unique");
    assertThat(faultsOf(shortest().edge("t-z", "z", "t", null, null)))
        .contains("/edges/1/id not-unique");
    assertThat(faultsOf(graph().node("", "TRIGGER_MANUAL"))).contains("/nodes/0/id required");
    assertThat(faultsOf(graph().node("i".repeat(100), "TRIGGER_MANUAL"))).isEmpty();
    assertThat(faultsOf(graph().node("i".repeat(101), "TRIGGER_MANUAL")))
        .containsExactly("/nodes/0/id too-long");
    assertThat(faultsOf(graph().node("\uD83D\uDE00", "TRIGGER_MANUAL"))).isEmpty();
  }

  @Test
  void pieces_of_a_wrong_type_are_named() {
    Map<String, Object> definition =
        Map.of(
            "nodes",
            List.of(
                Map.of("id", 7, "type", "TRIGGER_MANUAL"),
                Map.of("id", "a", "type", List.of(), "data", "x"),
                Map.of("id", "b", "type", "CONTROL_END", "data", Map.of("config", List.of()))),
            "edges",
            List.of(Map.of("id", "e", "source", "a", "sourceHandle", 5)));

    assertThat(faultsOf(definition))
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .contains(
            "/nodes/0/id wrong-type",
            "/nodes/1/type wrong-type",
            "/nodes/1/data wrong-type",
            "/nodes/2/data/config wrong-type",
            "/edges/0/sourceHandle wrong-type",
            "/edges/0/target required");
  }

  @Test
  void nothing_leaves_an_end() {
    assertThat(faultsOf(shortest().node("y", "CONTROL_END").edge("z", "y")))
        .containsExactly("/edges/1/source leaves-end");
  }

  @Test
  void ways_out_are_those_of_the_type_and_lead_one_way_each() {
    var graph =
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("u", "ACTION_UPDATE_LEAD")
            .node("z", "CONTROL_END")
            .edge("t", "u")
            .edge("u", "z")
            .edge("failed", "u", "z", "error", null);
    assertThat(faultsOf(graph)).isEmpty();
    assertThat(faultsOf(graph.edge("again", "u", "z", "error", null)))
        .containsExactly("/edges/3 second-way");
    assertThat(faultsOf(shortest().edge("odd", "t", "z", "error", null)))
        .containsExactly("/edges/1/sourceHandle unknown-handle");
    assertThat(faultsOf(shortest().edge("same", "t", "z", "", null)))
        .containsExactly("/edges/1 second-way");
  }

  @Test
  void conditions_sit_on_the_edges_of_a_branch_and_one_may_be_without() {
    var branch =
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("b", "CONTROL_BRANCH")
            .node("y", "CONTROL_END")
            .node("z", "CONTROL_END")
            .edge("t", "b")
            .edge("b", "y", RICH)
            .edge("again", "b", "y", null, RICH)
            .edge("b", "z");
    assertThat(faultsOf(branch)).isEmpty();
    assertThat(faultsOf(branch.edge("else", "b", "y", null, null)))
        .containsExactly("/edges/4 second-else");
    assertThat(
            faultsOf(
                graph().node("t", "TRIGGER_MANUAL").node("z", "CONTROL_END").edge("t", "z", RICH)))
        .containsExactly("/edges/0/data/condition not-allowed");
    assertThat(
            faultsOf(
                graph().node("t", "TRIGGER_MANUAL").node("b", "CONTROL_BRANCH").edge("t", "b")))
        .containsExactly("/nodes/1 branch-empty");
  }

  @Test
  void a_cycle_is_fine_if_a_way_leads_out_of_it() {
    var loop =
        graph()
            .node("t", "TRIGGER_MANUAL")
            .node("d", "CONTROL_DELAY")
            .node("b", "CONTROL_BRANCH")
            .node("z", "CONTROL_END")
            .edge("t", "d")
            .edge("d", "b")
            .edge("b", "d");
    assertThat(faultsOf(loop))
        .containsExactly(
            "/nodes/0 endless", "/nodes/1 endless", "/nodes/2 endless", "/nodes/3 unreachable");
    assertThat(faultsOf(loop.edge("b", "z", RICH))).isEmpty();
  }

  @Test
  void a_node_that_only_leads_to_itself_is_endless() {
    assertThat(
            faultsOf(
                graph()
                    .node("t", "TRIGGER_MANUAL")
                    .node("d", "CONTROL_DELAY")
                    .edge("t", "d")
                    .edge("d", "d")))
        .containsExactly("/nodes/0 endless", "/nodes/1 endless");
  }

  @Test
  void a_long_chain_costs_no_stack() {
    var chain = graph().node("n0", "TRIGGER_MANUAL");
    for (int i = 1; i < DefinitionShape.MAX_NODES; i++) {
      chain.node("n" + i, "CONTROL_DELAY").edge("n" + (i - 1), "n" + i);
    }
    assertThat(faultsOf(chain)).isEmpty();
    assertThat(faultsOf(chain.node("more", "CONTROL_END"))).containsExactly("/nodes too-many");
  }

  @Test
  void sizes_are_bounded() {
    assertThat(DefinitionRules.check(shortest().toMap(), 1024 * 1024, new StandInTypes()))
        .isEmpty();
    assertThat(DefinitionRules.check(shortest().toMap(), 1024 * 1024 + 1, new StandInTypes()))
        .extracting(DefinitionFault::code)
        .containsExactly("too-large");
    assertThat(faultsOf(Map.of("edges", Collections.nCopies(5_001, Map.of()))))
        .extracting(DefinitionFault::code)
        .containsExactly("too-many");
    assertThat(
            faultsOf(Map.of("nodes", List.of(Map.of("a", Collections.nCopies(2_000, "\u0000"))))))
        .hasSize(1_000);
  }

  @Test
  void a_form_trigger_names_a_form_by_its_id() {
    assertThat(faultsOf(graph().node("t", "TRIGGER_FORM_RESPONSE", Map.of("formId", "contact"))))
        .containsExactly("/nodes/0/data/config/formId not-an-id");
  }
}
