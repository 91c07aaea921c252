package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.testsupport.ModuleTest;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.domain.Exits;
import io.tributary.workflows.domain.definitions.WorkflowStatus;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.StepStatus;
import io.tributary.workflows.domain.execution.TokenPhase;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/// `docs/workflows.md` says of the engine what there is to say, and nothing else.
@ModuleTest
class WorkflowsPageTests {
  private static final String NAME = "workflows.md";

  @Autowired List<NodeType> types;

  @Test
  void the_diagram_of_an_execution_is_current() throws IOException {
    DocumentationTests.assertCurrent(
        NAME, "execution states", current -> WorkflowsPage.executionStates(current));
  }

  @Test
  void the_table_of_node_types_is_current() throws IOException {
    DocumentationTests.assertCurrent(NAME, "node types", WorkflowsPage.nodeTypes(types));
  }

  @Test
  void the_diagram_of_tokens_shows_every_phase() {
    var diagram = WorkflowsPage.read().diagramBelow("Tokens");

    assertThat(diagram)
        .contains(Arrays.stream(TokenPhase.values()).map(Enum::name).toArray(String[]::new));
  }

  @ParameterizedTest
  @MethodSource
  void every_state_and_kind_is_described(Class<? extends Enum<?>> type, String section) {
    var page = WorkflowsPage.read();

    assertThat(Stream.of(type.getEnumConstants()).map(Enum::name))
        .allSatisfy(name -> assertThat(page.describes(section, name)).as(name).isTrue());
  }

  static Stream<Arguments> every_state_and_kind_is_described() {
    return Stream.of(
        Arguments.of(ExecutionStatus.class, "The states of an execution"),
        Arguments.of(TokenPhase.class, "Tokens"),
        Arguments.of(StepStatus.class, "Steps"),
        Arguments.of(FailureKind.class, "Failures"),
        Arguments.of(Exits.class, "Edges"),
        Arguments.of(WorkflowStatus.class, "Versions"));
  }

  @Test
  void failures_are_tried_again_as_the_page_says() {
    var page = WorkflowsPage.read();

    assertThat(FailureKind.values())
        .allSatisfy(
            kind ->
                assertThat(page.row("Failures", kind.name()))
                    .as(kind.name())
                    .endsWith(kind.retryable() ? "| yes |" : "| no |"));
  }

  @Test
  void every_node_type_has_a_section_that_names_all_that_its_config_may_hold() {
    var page = WorkflowsPage.read();

    assertThat(types).isNotEmpty();
    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(page.missingIn(type.name(), type.configSchema()))
                    .as(type.name())
                    .isEmpty());
  }

  @Test
  void every_node_type_s_section_names_its_handles_but_the_common_one() {
    var page = WorkflowsPage.read();

    assertThat(types)
        .allSatisfy(
            type ->
                assertThat(type.handles().stream().filter(handle -> !handle.equals("error")))
                    .allSatisfy(
                        handle -> assertThat(page.names(type.name(), handle)).as(handle).isTrue()));
  }

  @Test
  void what_a_section_leaves_out_is_found() {
    var page =
        new WorkflowsPage(
            """
            ### SOME_NODE
            It has `one`, and [more](#more).

            ### More
            Such as `"two"` and three.
            """);
    var schema =
        Map.<String, Object>of(
            "properties",
            Map.of(
                "one",
                Map.of("items", Map.of("properties", Map.of("two", Map.of(), "three", Map.of()))),
                "four",
                Map.of()));

    assertThat(page.missingIn("SOME_NODE", schema)).containsExactly("four", "three");
    assertThat(page.missingIn("NO_NODE", Map.of())).containsExactly("a section");
  }
}
