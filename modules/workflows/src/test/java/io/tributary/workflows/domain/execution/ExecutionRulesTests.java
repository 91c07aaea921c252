package io.tributary.workflows.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.domain.CompiledEdge;
import io.tributary.workflows.domain.CompiledNode;
import io.tributary.workflows.domain.Exits;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExecutionRulesTests {
  private static CompiledEdge edge(String target, Boolean holds) {
    return new CompiledEdge("to-" + target, null, target, holds == null ? null : values -> holds);
  }

  private static CompiledNode branch(CompiledEdge... edges) {
    return new CompiledNode("b", "CONTROL_BRANCH", "b", Exits.CONDITIONS, Map.of(), List.of(edges));
  }

  @Test
  void the_first_edge_that_holds_is_taken_and_the_one_without_condition_is_the_last_resort() {
    assertThat(
            Ways.onward(
                branch(edge("else", null), edge("x", false), edge("y", true)), null, Map.of()))
        .extracting(CompiledEdge::target)
        .containsExactly("y");
    assertThat(Ways.onward(branch(edge("else", null), edge("x", false)), null, Map.of()))
        .extracting(CompiledEdge::target)
        .containsExactly("else");
    assertThat(Ways.onward(branch(edge("x", false)), null, Map.of())).isEmpty();
  }

  @Test
  void the_error_handle_is_no_way_onward() {
    var error = new CompiledEdge("e", Ways.ERROR, "rescue", null);

    assertThat(Ways.onward(branch(error), null, Map.of())).isEmpty();
    assertThat(Ways.afterFailure(branch(error))).map(CompiledEdge::target).contains("rescue");
  }

  @ParameterizedTest
  @EnumSource(ExecutionStatus.class)
  void only_a_failure_is_no_end_and_nothing_is_queued_again(ExecutionStatus status) {
    assertThat(status.mayBecome(ExecutionStatus.QUEUED)).isFalse();
    assertThat(Arrays.stream(ExecutionStatus.values()).filter(status::mayBecome).toList())
        .isEqualTo(
            switch (status) {
              case QUEUED, RUNNING, WAITING ->
                  List.of(
                      ExecutionStatus.RUNNING,
                      ExecutionStatus.WAITING,
                      ExecutionStatus.COMPLETED,
                      ExecutionStatus.FAILED,
                      ExecutionStatus.CANCELLED);
              case FAILED -> List.of(ExecutionStatus.RUNNING);
              case COMPLETED, CANCELLED -> List.of();
            });
  }

  @Test
  void each_visit_has_a_key_of_its_own_and_each_attempt_the_same() {
    var execution = UUID.fromString("01900000-0000-7000-8000-000000000000");
    var node = "mail 1\r\n.ü";
    var marking = Marking.START.enter(node, null, null, UUID.randomUUID(), Instant.EPOCH);
    var first = marking.tokens().getFirst().position();
    var second =
        marking
            .move(marking.tokens().getFirst(), node, UUID.randomUUID(), Instant.EPOCH)
            .tokens()
            .getFirst()
            .position();

    assertThat(EffectKey.of(execution, first))
        .isEqualTo(EffectKey.of(execution, first.nextAttempt()))
        .isNotEqualTo(EffectKey.of(execution, second));
    assertThat(EffectKey.of(execution, first).value()).matches("[A-Za-z0-9:-]+");
  }
}
