package io.tributary.workflows.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MarkingTests {
  private static final Instant NOW = Instant.EPOCH;

  private static Marking enter(Marking from, String node, Integer loop, Integer item) {
    return from.enter(node, loop, item, UUID.randomUUID(), NOW);
  }

  @Test
  void every_node_that_was_come_to_counts() {
    var marking = enter(Marking.START, "a", null, null);
    marking = marking.move(marking.token(0).orElseThrow(), "b", UUID.randomUUID(), NOW);
    marking = marking.split(marking.token(0).orElseThrow(), "a", UUID.randomUUID(), NOW);

    assertThat(marking.steps()).isEqualTo(3);
    assertThat(marking.visits()).isEqualTo(Map.of("a", 2, "b", 1));
    assertThat(marking.tokens()).extracting(Token::id).containsExactly(0, 1);
    assertThat(marking.token(1).orElseThrow().position().visit()).isEqualTo(2);
  }

  @Test
  void a_token_takes_its_loop_and_what_it_is_late_for_along() {
    var marking = enter(enter(Marking.START, "loop", null, null), "x", 0, 7);
    marking = marking.with(marking.token(1).orElseThrow().lateFor("join"));
    marking = marking.split(marking.token(1).orElseThrow(), "y", UUID.randomUUID(), NOW);

    var split = marking.token(2).orElseThrow();
    assertThat(split.loop()).isZero();
    assertThat(split.item()).isEqualTo(7);
    assertThat(split.late()).containsExactly("join");
    assertThat(split.isBeside(marking.token(1).orElseThrow())).isTrue();
    assertThat(split.isBeside(marking.token(0).orElseThrow())).isFalse();
  }

  @Test
  void what_is_inside_of_an_inner_loop_is_inside_of_the_outer_one() {
    var marking = enter(Marking.START, "outer", null, null);
    marking = enter(marking, "inner", 0, 0);
    marking = enter(marking, "x", 1, 0);
    marking = enter(marking, "beside", null, null);

    assertThat(marking.within(marking.token(0).orElseThrow()))
        .extracting(Token::node)
        .containsExactly("inner", "x");
  }

  @Test
  void only_what_is_ready_or_whose_time_has_come_is_due() {
    var token = enter(Marking.START, "a", null, null).token(0).orElseThrow();

    assertThat(token.isDue(NOW)).isTrue();
    assertThat(token.waits(TokenPhase.WAITING, NOW.plusMillis(1), Map.of()).isDue(NOW)).isFalse();
    assertThat(token.waits(TokenPhase.RETRYING, NOW, Map.of()).isDue(NOW)).isTrue();
    assertThat(token.waits(TokenPhase.WAITING, null, Map.of()).isDue(NOW)).isFalse();
    assertThat(token.waits(TokenPhase.REACHING, null, Map.of()).isDue(NOW)).isFalse();
  }
}
