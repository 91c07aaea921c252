package io.tributary.kernel.conditions;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.Faults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionsTests {
  private static final Map<String, Object> VALUES = values();

  private static Map<String, Object> values() {
    var lead = new HashMap<String, Object>();
    lead.put("budget", 1500);
    lead.put("company", null);
    lead.put("stage", "qualified");
    return Map.of("lead", lead, "tags", List.of("a", "b"), "n", List.of(Map.of("x", 7)));
  }

  private static Map<String, Object> leaf(String field, String operator, Object value) {
    return Map.of("field", field, "operator", operator, "value", value);
  }

  private static boolean holds(Object source) {
    var faults = new Faults();
    var condition = Conditions.compile(source, faults);
    assertThat(faults.all()).isEmpty();
    return condition.test(VALUES);
  }

  private static List<Fault> faultsOf(Object source) {
    var faults = new Faults();
    assertThat(Conditions.compile(source, faults.at("condition"))).isNull();
    return faults.all();
  }

  @Test
  void a_comparison_looks_into_maps_and_lists() {
    assertThat(holds(leaf("lead.budget", "gte", 1000))).isTrue();
    assertThat(holds(leaf("lead.budget", "gte", 1500.01))).isFalse();
    assertThat(holds(leaf("tags.1", "eq", "b"))).isTrue();
    assertThat(holds(leaf("n.0.x", "eq", 7))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nowhere",
        "lead.nowhere",
        "lead.company",
        "lead.budget.deeper",
        "tags.2",
        "tags.-1",
        "tags.99999999999",
        "tags.x",
        "tags.١"
      })
  void what_is_not_there_does_not_exist(String field) {
    assertThat(holds(Map.of("field", field, "operator", "exists"))).isFalse();
    assertThat(holds(Map.of("field", field, "operator", "not_exists"))).isTrue();
    assertThat(holds(leaf(field, "eq", "a"))).isFalse();
    assertThat(holds(leaf(field, "neq", "a"))).isTrue();
    assertThat(holds(leaf(field, "lt", 5))).isFalse();
  }

  @Test
  void groups_nest() {
    var rich = leaf("lead.budget", "gt", 1000);
    var won = leaf("lead.stage", "eq", "won");
    assertThat(holds(Map.of("all", List.of(rich, Map.of("not", won))))).isTrue();
    assertThat(holds(Map.of("any", List.of(won, Map.of("all", List.of(rich)))))).isTrue();
    assertThat(holds(Map.of("all", List.of(rich, won)))).isFalse();
    assertThat(holds(Map.of("any", List.of(won)))).isFalse();
  }

  @Test
  void every_fault_is_named_with_its_place() {
    var source =
        Map.of(
            "all",
            List.of(
                Map.of("field", "lead..x", "operator", "eq", "value", 1),
                Map.of("field", "lead.x", "operator", "like", "value", 1),
                Map.of("operator", "in", "value", List.of(1, Map.of())),
                Map.of("not", Map.of("field", "a", "operator", "after", "value", "soon")),
                Map.of("field", "a", "operator", "exists", "value", 1, "valeu", 2),
                "lead.budget > unknown",
                "lead.budget + 3",
                Map.of("not", 3)));

    assertThat(faultsOf(source))
        .extracting(fault -> fault.pointer() + " " + fault.code())
        .containsExactlyInAnyOrder(
            "/condition/all/0/field not-a-path",
            "/condition/all/1/operator unknown-operator",
            "/condition/all/2/field required",
            "/condition/all/2/value/1 wrong-type",
            "/condition/all/3/not/value wrong-type",
            "/condition/all/4/value not-allowed",
            "/condition/all/4/valeu unknown-property",
            "/condition/all/5 invalid-expression",
            "/condition/all/6 invalid-expression",
            "/condition/all/7/not not-a-condition");
  }

  @Test
  void what_is_no_condition_is_refused() {
    for (var source :
        Arrays.asList(
            null,
            7,
            true,
            List.of(),
            Map.of("all", List.of()),
            Map.of("any", Map.of()),
            Map.of("not", List.of()))) {
      assertThat(faultsOf(source)).extracting(Fault::code).containsExactly("not-a-condition");
    }
    assertThat(faultsOf(Map.of("all", List.of(leaf("a", "eq", 1)), "any", List.of())))
        .extracting(Fault::code)
        .containsExactly("not-a-condition");
    assertThat(faultsOf(Map.of()))
        .extracting(Fault::pointer)
        .containsExactly("/condition/field", "/condition/operator");
  }

  @Test
  void operands_of_a_wrong_type_are_refused() {
    assertThat(faultsOf(leaf("a", "gt", true))).hasSize(1);
    assertThat(faultsOf(leaf("a", "eq", List.of(1)))).hasSize(1);
    assertThat(faultsOf(leaf("a", "in", "x"))).hasSize(1);
    assertThat(faultsOf(leaf("a", "in", List.of()))).hasSize(1);
    assertThat(faultsOf(leaf("a", "starts_with", 5))).hasSize(1);
    assertThat(faultsOf(leaf("a", "eq", "x".repeat(10_001)))).hasSize(1);
    assertThat(faultsOf(Map.of("field", "a", "operator", "eq"))).hasSize(1);
  }

  @Test
  void a_text_is_an_expression() {
    assertThat(holds("lead.budget > 1000 && lead.stage == 'qualified'")).isTrue();
    assertThat(holds("lead.budget > 1500")).isFalse();
    assertThat(holds("has(lead.nowhere)")).isFalse();
    assertThat(holds("lead.company == null")).isTrue();
  }

  @Test
  void expressions_and_comparisons_stand_beside_each_other() {
    var rich = leaf("lead.budget", "gt", 1000);
    assertThat(holds(Map.of("all", List.of(rich, "lead.stage == 'qualified'")))).isTrue();
    assertThat(holds(Map.of("any", List.of("lead.stage == 'won'", rich)))).isTrue();
    assertThat(holds(Map.of("not", "lead.stage == 'won'"))).isTrue();
    assertThat(holds(Map.of("all", List.of(rich, Map.of("not", "lead.budget > 1"))))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lead.nowhere > 3",
        "lead.stage > 3",
        "lead.company.size() > 3",
        "lead.budget",
        "lead",
        "lead.company",
        "1 / 0 == 1",
        "lead.stage.matches(lead.stage + '[')",
        "lead.nowhere || lead.nowhere"
      })
  void an_expression_without_a_truth_is_false_as_a_whole(String source) {
    assertThat(holds(source)).isFalse();
    assertThat(holds(Map.of("not", source))).isTrue();
    assertThat(holds(Map.of("any", List.of(source, leaf("lead.budget", "gt", 1))))).isTrue();
  }

  @Test
  void an_expression_that_is_never_true_or_false_is_refused() {
    for (var source : List.of("1", "'true'", "[true]", "lead.x + 1", "null", "timestamp('x')")) {
      assertThat(faultsOf(source))
          .singleElement()
          .satisfies(fault -> assertThat(fault.pointer()).isEqualTo("/condition"))
          .satisfies(fault -> assertThat(fault.code()).isEqualTo("invalid-expression"))
          .satisfies(fault -> assertThat(fault.message()).startsWith("must be true or false"));
    }
  }

  @Test
  void expressions_count_as_comparisons_do() {
    assertThat(holds(Map.of("all", Collections.nCopies(200, "lead.budget > 1")))).isTrue();
    assertThat(faultsOf(Map.of("all", Collections.nCopies(201, "true"))))
        .extracting(Fault::code)
        .containsExactly("too-many");
  }

  @Test
  void ten_levels_are_enough_for_everyone() {
    Object nested = Map.of("field", "lead.budget", "operator", "exists");
    for (int level = 1; level < Conditions.MAX_DEPTH; level++) {
      nested = Map.of("all", List.of(nested));
    }
    assertThat(holds(nested)).isTrue();
    assertThat(faultsOf(Map.of("not", nested))).extracting(Fault::code).containsExactly("too-deep");
  }

  @Test
  void two_hundred_comparisons_are_taken_and_one_more_is_one_fault() {
    var leaf = leaf("lead.budget", "gt", 1);
    assertThat(holds(Map.of("all", Collections.nCopies(200, leaf)))).isTrue();
    assertThat(faultsOf(Map.of("all", Collections.nCopies(100_000, leaf))))
        .extracting(Fault::code)
        .containsExactly("too-many");
    var halves =
        List.of(
            Map.of("any", Collections.nCopies(150, leaf)),
            Map.of("any", Collections.nCopies(150, leaf)));
    assertThat(faultsOf(Map.of("all", halves))).extracting(Fault::code).containsExactly("too-many");
  }

  @Test
  void a_compiled_condition_does_not_change_with_its_source() {
    var members = new ArrayList<Object>(List.of(leaf("lead.budget", "gt", 1)));
    var options = new ArrayList<Object>(List.of("qualified"));
    members.add(leaf("lead.stage", "in", options));
    var condition = Conditions.compile(Map.of("all", members), new Faults());

    options.clear();
    members.clear();
    members.add(leaf("lead.stage", "eq", "won"));

    assertThat(condition.test(VALUES)).isTrue();
  }
}
