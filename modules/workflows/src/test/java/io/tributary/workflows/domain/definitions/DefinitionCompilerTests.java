package io.tributary.workflows.domain.definitions;

import static io.tributary.workflows.Graph.graph;
import static io.tributary.workflows.Graph.shortest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.workflows.StandInTypes;
import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledWorkflow;
import io.tributary.workflows.domain.WorkflowSettings;
import io.tributary.workflows.domain.WorkflowSettings.Concurrency;
import io.tributary.workflows.domain.WorkflowSettings.Policy;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DefinitionCompilerTests {
  private static final UUID WORKSPACE = new UUID(1, 1);
  private static final UUID WORKFLOW = new UUID(1, 2);
  private static final UUID FORM = UUID.fromString("0190a1b2-0000-7000-8000-000000000001");

  private static CompiledWorkflow compile(Map<String, Object> definition) {
    return DefinitionCompiler.compile(
        WORKSPACE, WORKFLOW, 3, "Welcome", definition, new StandInTypes());
  }

  private static Map<String, Object> atLeast(int budget) {
    return Map.of("field", "lead.budget", "operator", "gte", "value", budget);
  }

  @Test
  void edges_keep_their_order_and_carry_compiled_conditions() {
    var workflow =
        compile(
            graph()
                .node("b", "CONTROL_BRANCH")
                .node("t", "TRIGGER_FORM_RESPONSE", Map.of("formId", FORM.toString()))
                .node("x", "CONTROL_END")
                .edge("b", "x", atLeast(1000))
                .edge("else", "b", "x", null, null)
                .edge("small", "b", "x", null, atLeast(10))
                .edge("t", "b")
                .toMap());

    assertThat(workflow.triggerNode()).isEqualTo("t");
    assertThat(workflow.nodes().keySet()).containsExactly("b", "t", "x");
    var edges = workflow.node("b").edges();
    assertThat(edges).extracting(CompiledEdge::id).containsExactly("b-x", "else", "small");
    assertThat(edges.get(0).condition().test(Map.of("lead", Map.of("budget", 999)))).isFalse();
    assertThat(edges.get(1).condition()).isNull();
    assertThat(edges.get(2).condition().test(Map.of("lead", Map.of("budget", 999)))).isTrue();
    assertThat(workflow.node("x").edges()).isEmpty();
    assertThat(workflow.node("x").label()).isEqualTo("Node x");
    assertThat(Trigger.of(workflow)).isEqualTo(new Trigger("TRIGGER_FORM_RESPONSE", FORM, null));
  }

  @Test
  void a_node_without_a_label_is_called_by_its_id() {
    var workflow = compile(Map.of("nodes", List.of(Map.of("id", "t", "type", "TRIGGER_MANUAL"))));

    assertThat(workflow.node("t").label()).isEqualTo("t");
    assertThat(workflow.node("t").config()).isEmpty();
    assertThat(Trigger.of(workflow)).isEqualTo(new Trigger("TRIGGER_MANUAL", null, null));
  }

  @Test
  void settings_are_read_and_those_of_older_versions_that_mean_something_else_are_left_out() {
    var onFailure = new UUID(7, 7);
    var workflow =
        compile(
            shortest()
                .settings(
                    Map.of(
                        "concurrency",
                        Map.of("limit", 10_000, "policy", "SKIP"),
                        "debounce",
                        Map.of("seconds", 86_400),
                        "onFailure",
                        Map.of("workflowId", onFailure.toString()),
                        "timeLimit",
                        Map.of("seconds", 1)))
                .toMap());

    assertThat(workflow.settings())
        .isEqualTo(
            new WorkflowSettings(
                new Concurrency(10_000, Policy.SKIP),
                Duration.ofDays(1),
                onFailure,
                Duration.ofSeconds(1)));
    assertThat(Trigger.of(workflow))
        .isEqualTo(new Trigger("TRIGGER_MANUAL", null, Duration.ofDays(1)));
    assertThat(compile(shortest().settings(List.of("dark")).toMap()).settings())
        .isEqualTo(WorkflowSettings.NONE);
    assertThat(
            compile(
                    shortest()
                        .settings(
                            Map.of(
                                "theme",
                                "dark",
                                "concurrency",
                                Map.of("limit", 2),
                                "debounce",
                                "long"))
                        .toMap())
                .settings())
        .isEqualTo(new WorkflowSettings(new Concurrency(2, Policy.QUEUE), null, null, null));
  }

  @Test
  void nothing_compiled_can_be_changed_by_who_holds_it_or_its_source() {
    var list = new java.util.ArrayList<Object>(Arrays.asList("a", null));
    var config = new HashMap<String, Object>();
    config.put("list", list);
    config.put("nothing", null);
    var workflow = compile(graph().node("t", "TRIGGER_MANUAL", config).toMap());

    list.clear();
    config.clear();

    var compiled = workflow.node("t").config();
    assertThat(compiled).containsEntry("list", Arrays.asList("a", null)).containsKey("nothing");
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> compiled.put("x", 1));
    assertThatExceptionOfType(UnsupportedOperationException.class)
        .isThrownBy(() -> workflow.nodes().clear());
  }
}
