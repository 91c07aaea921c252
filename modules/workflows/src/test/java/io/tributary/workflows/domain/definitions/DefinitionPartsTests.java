package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.domain.definitions.DefinitionParts.Edge;
import io.tributary.workflows.domain.definitions.DefinitionParts.Node;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionPartsTests {
  @Test
  void nodes_and_edges_come_one_by_one_as_they_were_drawn() {
    var parts =
        DefinitionParts.of(
            graph()
                .node("t", "TRIGGER_MANUAL", Map.of("a", List.of(1)))
                .edge("e", "t", "ghost", "error", "lead.budget > 5")
                .toMap());

    assertThat(parts.nodes())
        .containsExactly(new Node("t", "TRIGGER_MANUAL", "Node t", Map.of("a", List.of(1))));
    assertThat(parts.edges())
        .containsExactly(new Edge("e", "t", "ghost", "error", "lead.budget > 5"));
  }

  @Test
  void of_two_with_the_same_id_the_first_that_can_be_read_counts() {
    var parts =
        DefinitionParts.of(
            Map.of(
                "nodes",
                List.of(
                    Map.of("id", "a"),
                    Map.of("id", "a", "type", "CONTROL_END"),
                    Map.of("id", "a", "type", "CONTROL_DELAY"))));

    assertThat(parts.nodes()).extracting(Node::type).containsExactly("CONTROL_END");
  }

  @Test
  void labels_that_are_none_or_too_long_give_way_to_the_id() {
    for (var label : List.of("", "  ", "l".repeat(201), 5)) {
      var node = Map.of("id", "a", "type", "X", "data", Map.of("label", label));
      assertThat(DefinitionParts.of(Map.of("nodes", List.of(node))).nodes())
          .extracting(Node::label)
          .containsExactly("a");
    }
  }

  @Test
  void an_empty_definition_has_no_parts() {
    assertThat(DefinitionParts.of(Map.of())).isEqualTo(new DefinitionParts(List.of(), List.of()));
  }
}
