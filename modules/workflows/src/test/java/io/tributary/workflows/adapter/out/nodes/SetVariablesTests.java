package io.tributary.workflows.adapter.out.nodes;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.problems.Faults;
import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ModuleTest
class SetVariablesTests {
  @Autowired SetVariables node;

  private static Map<String, Object> expression(String text) {
    return Map.of("expression", text);
  }

  private static VisitOf visit(Object variables) {
    var lead = new HashMap<String, Object>();
    lead.put("name", "Ada \uD83D\uDE00");
    lead.put("email", "ada@example.com");
    lead.put("fields", Map.of("budget", 21, "tags", List.of("a", "b")));
    return VisitOf.config(Map.of("variables", variables)).value("lead", lead);
  }

  private Map<String, Object> set(Object variables) {
    return ((Step.Done) node.run(visit(variables).visit())).variables();
  }

  private Failure failure(Object variables) {
    return ((Step.Failed) node.run(visit(variables).visit())).failure();
  }

  private List<String> faultsOf(Object variables) {
    var faults = new Faults();
    node.check(variables == null ? Map.of() : Map.of("variables", variables), faults);
    return faults.all().stream().map(fault -> fault.pointer() + " " + fault.code()).toList();
  }

  @Test
  void expressions_texts_and_json_become_values() {
    assertThat(
            set(
                Map.of(
                    "total", expression("lead.fields.budget * 2"),
                    "greeting", "Hello {{lead.name}}",
                    "list", List.of(1, 2, "{{lead.email}}"),
                    "deep", Map.of("a", List.of(Map.of("b", "{{lead.fields.budget}}"))),
                    "yes", true)))
        .isEqualTo(
            Map.of(
                "total",
                42L,
                "greeting",
                "Hello Ada \uD83D\uDE00",
                "list",
                List.of(1, 2, "ada@example.com"),
                "deep",
                Map.of("a", List.of(Map.of("b", 21))),
                "yes",
                true));
  }

  @Test
  void a_text_that_is_one_variable_keeps_its_type() {
    assertThat(set(Map.of("tags", "{{lead.fields.tags}}", "budget", "{{ lead.fields.budget }}")))
        .isEqualTo(Map.of("tags", List.of("a", "b"), "budget", 21));
  }

  @Test
  void a_value_that_is_not_there_is_null_and_an_empty_text_stays_one() {
    var set = set(Map.of("none", "{{lead.phone}}", "empty", ""));

    assertThat(set).containsEntry("none", null).containsEntry("empty", "");
  }

  @Test
  void a_list_is_in_order_and_each_sees_what_the_former_ones_became() {
    var variables =
        List.of(
            Map.of("name", "before", "value", "{{variables.stage}}"),
            Map.of("name", "stage", "value", "won"),
            Map.of("name", "both", "value", "{{variables.before}} then {{variables.stage}}"),
            Map.of("name", "stage", "expression", "variables.stage + '!'"));
    var visit = visit(variables).value("variables", Map.of("stage", "new"));

    assertThat(((Step.Done) node.run(visit.visit())).variables())
        .isEqualTo(Map.of("before", "new", "stage", "won!", "both", "new then won"));
  }

  @Test
  void in_an_object_each_comes_after_those_that_it_reads() {
    var variables = new LinkedHashMap<String, Object>();
    variables.put("text", "{{variables.gross}} EUR");
    variables.put("gross", expression("variables[\"net\"] * 2"));
    variables.put("net", expression("lead.fields.budget + 1"));

    assertThat(set(variables)).isEqualTo(Map.of("text", "44 EUR", "gross", 44L, "net", 22L));
  }

  @Test
  void one_that_reads_itself_sees_what_it_was() {
    var visit =
        visit(Map.of("n", expression("variables.n + 1"))).value("variables", Map.of("n", 4));

    assertThat(((Step.Done) node.run(visit.visit())).variables()).isEqualTo(Map.of("n", 5L));
  }

  @Test
  void a_variable_that_became_null_is_not_there_for_the_next_one() {
    var variables =
        List.of(
            Map.of("name", "a", "value", "{{lead.phone}}"),
            Map.of("name", "known", "expression", "has(variables.a)"));
    var visit = visit(variables).value("variables", Map.of("a", 1));

    assertThat(((Step.Done) node.run(visit.visit())).variables()).containsEntry("known", false);
  }

  @Test
  void an_expression_without_a_value_fails_and_says_which() {
    var failure = failure(Map.of("total", expression("lead.fields.price * 2")));

    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_CONFIG);
    assertThat(failure.message()).startsWith("'total' has no value: ");
  }

  @Test
  void a_text_that_becomes_too_long_fails_and_says_which() {
    var visit =
        visit(Map.of("long", "{{lead.big}} {{lead.big}}"))
            .value("lead", Map.of("big", "x".repeat(200_000)));

    var failure = ((Step.Failed) node.run(visit.visit())).failure();

    assertThat(failure.kind()).isEqualTo(FailureKind.INVALID_CONFIG);
    assertThat(failure.message()).startsWith("'long' has no value: ");
  }

  @Test
  void expressions_are_compiled_once_for_a_version() {
    var compiled =
        VisitOf.compiled(Map.of("variables", Map.of("n", expression("variables.n + 1"))));
    for (int i = 0; i < 1_000; i++) {
      var visit = VisitOf.node(compiled).value("variables", Map.of("n", i)).visit();
      assertThat(((Step.Done) node.run(visit)).variables()).containsEntry("n", i + 1L);
    }
  }

  @Test
  void every_fault_is_told_at_once() {
    var variables = new HashMap<String, Object>();
    variables.put("1st", 1);
    variables.put("größe", 1);
    variables.put("x".repeat(64), 1);
    variables.put("e", expression("lead."));
    variables.put("f", Map.of("expression", "1", "value", 2));
    variables.put("g", Map.of("expression", 5));
    variables.put("t", List.of("{{#lead}}"));
    variables.put("long", "x".repeat(10_001));

    assertThat(faultsOf(variables))
        .contains(
            "/variables/1st invalid",
            "/variables/größe invalid",
            "/variables/" + "x".repeat(64) + " invalid",
            "/variables/e/expression invalid-expression",
            "/variables/f unknown-property",
            "/variables/g/expression wrong-type",
            "/variables/long too-long")
        .anyMatch(fault -> fault.startsWith("/variables/t/0 "))
        .hasSize(8);
  }

  @Test
  void a_list_tells_its_faults_too() {
    assertThat(
            faultsOf(
                Arrays.asList(
                    "x",
                    null,
                    Map.of("name", "a"),
                    Map.of("name", "b", "value", 1, "expression", "1"),
                    Map.of("value", 1, "type", "x"))))
        .containsExactly(
            "/variables/0 wrong-type",
            "/variables/1 wrong-type",
            "/variables/2 required",
            "/variables/3 required",
            "/variables/4/type unknown-property",
            "/variables/4/name invalid");
  }

  @Test
  void those_that_read_each_other_need_an_order() {
    assertThat(
            faultsOf(
                Map.of(
                    "a",
                    expression("variables.b"),
                    "b",
                    "{{variables.a}}",
                    "c",
                    "{{variables.d}}")))
        .containsExactlyInAnyOrder("/variables/a cyclic", "/variables/b cyclic");
  }

  @Test
  void there_are_1_to_100() {
    assertThat(faultsOf(null)).containsExactly("/variables required");
    assertThat(faultsOf("x")).containsExactly("/variables wrong-type");
    assertThat(faultsOf(Map.of())).containsExactly("/variables length");
    assertThat(faultsOf(nCopies(100, Map.of("name", "a", "value", 1)))).isEmpty();
    assertThat(faultsOf(nCopies(101, Map.of("name", "a", "value", 1))))
        .containsExactly("/variables length");
  }
}
