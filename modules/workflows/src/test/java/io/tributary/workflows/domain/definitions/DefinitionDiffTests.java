package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tributary.workflows.domain.definitions.DefinitionDiff.Change;
import io.tributary.workflows.domain.definitions.DefinitionDiff.ChangedPart;
import io.tributary.workflows.domain.definitions.DefinitionDiff.Kind;
import io.tributary.workflows.domain.definitions.DefinitionDiff.Parts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DefinitionDiffTests {
  private static final Parts NONE = new Parts(List.of(), List.of(), List.of());

  private static Map<String, Object> node(String id, Object config) {
    return Map.of("id", id, "type", "X", "data", Map.of("config", config));
  }

  private static Map<String, Object> nodes(Object... nodes) {
    return Map.of("nodes", List.of(nodes));
  }

  private static List<Change> changes(Object before, Object after) {
    var diff = DefinitionDiff.between(nodes(node("n", before)), nodes(node("n", after)));
    return diff.nodes().changed().stream().flatMap(part -> part.changes().stream()).toList();
  }

  @Test
  void a_definition_does_not_differ_from_itself() {
    var definition = shortest().settings(Map.of("debounce", Map.of("seconds", 1))).toMap();

    assertThat(DefinitionDiff.between(definition, definition))
        .isEqualTo(new DefinitionDiff(NONE, NONE, List.of(), List.of(), false));
    assertThat(DefinitionDiff.between(Map.of(), Map.of("nodes", List.of(), "settings", Map.of())))
        .isEqualTo(new DefinitionDiff(NONE, NONE, List.of(), List.of(), false));
  }

  @Test
  void parts_that_came_and_went_are_told_as_they_were_drawn() {
    var before = shortest().toMap();
    var after = graph().node("t", "TRIGGER_MANUAL").node("n", "CONTROL_DELAY").edge("t", "n");

    var diff = DefinitionDiff.between(before, after.toMap());

    assertThat(diff.nodes().added())
        .extracting("id", "type")
        .containsExactly(tuple("n", "CONTROL_DELAY"));
    assertThat(diff.nodes().removed()).extracting("id").containsExactly("z");
    assertThat(diff.nodes().changed()).isEmpty();
    assertThat(diff.edges().added()).extracting("id").containsExactly("t-n");
    assertThat(diff.edges().removed()).extracting("id").containsExactly("t-z");
  }

  @Test
  void changes_point_at_what_changed_with_before_and_after() {
    var before = Map.of("to", "a", "deep", Map.of("x/~", 1), "gone", true);
    var after = Map.of("to", "b", "deep", Map.of("x/~", 2), "new", List.of());

    assertThat(changes(before, after))
        .containsExactlyInAnyOrder(
            new Change("/data/config/to", Kind.CHANGED, "a", "b"),
            new Change("/data/config/deep/x~1~0", Kind.CHANGED, 1, 2),
            new Change("/data/config/gone", Kind.REMOVED, true, null),
            new Change("/data/config/new", Kind.ADDED, null, List.of()));
  }

  @Test
  void the_order_of_keys_and_the_spelling_of_numbers_mean_nothing() {
    var before = new LinkedHashMap<String, Object>();
    before.put("a", 1);
    before.put("b", Map.of("c", List.of(1.50, 2L)));
    var after = new LinkedHashMap<String, Object>();
    after.put("b", Map.of("c", List.of(1.5, 2)));
    after.put("a", 1.0);

    assertThat(changes(before, after)).isEmpty();

    assertThat(changes(Map.of("a", 1), Map.of("a", "1")))
        .containsExactly(new Change("/data/config/a", Kind.CHANGED, 1, "1"));
    assertThat(changes(Map.of("a", 0.1), Map.of("a", 0.2))).hasSize(1);
  }

  @Test
  void lists_are_compared_item_by_item() {
    assertThat(changes(Map.of("l", List.of(1, 2, 3)), Map.of("l", List.of(1, 9))))
        .containsExactly(
            new Change("/data/config/l/1", Kind.CHANGED, 2, 9),
            new Change("/data/config/l/2", Kind.REMOVED, 3, null));
    assertThat(
            changes(
                Map.of("l", List.of(Map.of("a", 1))), Map.of("l", List.of(Map.of("a", 2), "x"))))
        .containsExactly(
            new Change("/data/config/l/0/a", Kind.CHANGED, 1, 2),
            new Change("/data/config/l/1", Kind.ADDED, null, "x"));
    assertThat(changes(Map.of("l", List.of()), Map.of("l", Map.of())))
        .containsExactly(new Change("/data/config/l", Kind.CHANGED, List.of(), Map.of()));
  }

  @Test
  void null_is_a_value_within_data_and_nothing_outside() {
    var nulled = new HashMap<String, Object>();
    nulled.put("a", null);
    assertThat(changes(nulled, Map.of()))
        .containsExactly(new Change("/data/config/a", Kind.REMOVED, null, null));

    var before = graph().edge("e", "a", "b", null, null).toMap();
    Map<String, Object> after =
        Map.of("edges", List.of(Map.of("id", "e", "source", "a", "target", "b")));
    assertThat(DefinitionDiff.between(before, after).edges()).isEqualTo(NONE);
  }

  @Test
  void a_part_that_was_moved_says_no_more_than_that() {
    var before = new HashMap<>(node("n", Map.of()));
    before.put("position", Map.of("x", 1, "y", 2));
    var after = new HashMap<>(node("n", Map.of()));
    after.put("position", Map.of("x", 1.0, "y", 3));
    after.put("selected", true);

    assertThat(DefinitionDiff.between(nodes(before), nodes(after)).nodes().changed())
        .containsExactly(new ChangedPart("n", true, List.of()));

    var view = Map.<String, Object>of("viewport", Map.of("zoom", 2));
    assertThat(DefinitionDiff.between(Map.of(), view).moved()).isTrue();
  }

  @Test
  void settings_are_told_with_pointers_from_the_definition() {
    var before = graph().settings(Map.of("timeLimit", Map.of("seconds", 5))).toMap();
    var after =
        graph()
            .settings(Map.of("timeLimit", Map.of("seconds", 6), "debounce", Map.of("seconds", 1)))
            .toMap();

    assertThat(DefinitionDiff.between(before, after).settings())
        .containsExactlyInAnyOrder(
            new Change("/settings/timeLimit/seconds", Kind.CHANGED, 5, 6),
            new Change("/settings/debounce", Kind.ADDED, null, Map.of("seconds", 1)));
    assertThat(DefinitionDiff.between(before, Map.of("settings", "odd")).settings()).hasSize(1);
  }

  @Test
  void edges_that_leave_a_node_in_another_order_are_told_and_new_ones_among_them_are_not() {
    var before = graph().edge("1", "b", "x", null, null).edge("2", "b", "y", null, null);
    before.edge("3", "c", "x", null, null);
    var swapped = graph().edge("3", "c", "x", null, null).edge("2", "b", "y", null, null);
    swapped.edge("0", "b", "x", null, null).edge("1", "b", "x", null, null);
    var between = graph().edge("1", "b", "x", null, null).edge("0", "b", "x", null, null);
    between.edge("2", "b", "y", null, null).edge("3", "b", "x", null, null);

    assertThat(DefinitionDiff.between(before.toMap(), swapped.toMap()).reordered())
        .containsExactly("b");
    assertThat(DefinitionDiff.between(before.toMap(), between.toMap()).reordered()).isEmpty();
  }

  @Test
  void parts_without_an_id_of_their_own_are_not_compared() {
    var before = nodes(Map.of("type", "X"), Map.of("id", 5), node("n", 1), node("n", 2));

    assertThat(DefinitionDiff.between(before, nodes(node("n", 1))))
        .isEqualTo(new DefinitionDiff(NONE, NONE, List.of(), List.of(), false));
  }

  @Test
  @Timeout(10)
  void the_largest_definitions_are_compared_in_linear_time() {
    var before = graph();
    var after = graph();
    for (int i = 0; i < DefinitionShape.MAX_NODES; i++) {
      before.node("n" + i, "X", Map.of("l", new ArrayList<>(Arrays.asList(i, null))));
      after.node("n" + i, "X", Map.of("l", List.of(i, i)));
    }
    for (int i = 0; i < DefinitionShape.MAX_EDGES; i++) {
      before.edge("e" + i, "n0", "n1", null, null);
      after.edge("e" + (DefinitionShape.MAX_EDGES - 1 - i), "n0", "n1", null, null);
    }

    var diff = DefinitionDiff.between(before.toMap(), after.toMap());

    assertThat(diff.nodes().changed()).hasSize(DefinitionShape.MAX_NODES);
    assertThat(diff.reordered()).containsExactly("n0");
  }
}
