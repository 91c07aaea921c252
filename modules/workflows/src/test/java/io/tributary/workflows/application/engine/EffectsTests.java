package io.tributary.workflows.application.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.Position;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class EffectsTests {
  private static final UUID BUSY = UUID.randomUUID();
  private static final UUID QUIET = UUID.randomUUID();

  private static Effect of(UUID workspace) {
    return new Effect(
        new ExecutionRef(workspace, UUID.randomUUID()),
        new Position("n", 1, 1, UUID.randomUUID(), Instant.EPOCH),
        new Step.Reach(Mono.never(), RetryPolicy.DEFAULT));
  }

  @Test
  void one_workspace_cannot_take_all_places() {
    var effects = new Effects(4, 2);
    for (int i = 0; i < 10; i++) {
      effects.add(of(BUSY));
    }
    effects.add(of(QUIET));

    var begun = effects.begin();

    assertThat(begun).extracting(Effect::workspaceId).containsExactly(BUSY, QUIET, BUSY);
    assertThat(effects.size()).isEqualTo(11);
    assertThat(effects.busy(10)).containsExactly(BUSY);
  }

  @Test
  void one_that_fans_out_widely_weighs_no_more_than_its_share() {
    var effects = new Effects(4, 2);
    for (int i = 0; i < 1_000; i++) {
      effects.add(of(BUSY));
    }
    effects.add(of(QUIET));

    assertThat(effects.size()).isEqualTo(1_001);
    assertThat(effects.load(8)).isEqualTo(9);
  }

  @Test
  void those_that_are_given_up_run_or_wait_no_more() {
    var effects = new Effects(1, 1);
    var first = of(BUSY);
    var second = of(BUSY);
    effects.add(first);
    effects.add(second);
    effects.begin();

    assertThat(effects.take(BUSY, effect -> true)).containsExactly(first);
    effects.done(first);

    assertThat(effects.begin()).isEmpty();
    assertThat(effects.size()).isZero();
    assertThat(effects.take(QUIET, effect -> true)).isEmpty();
  }

  @Test
  void a_place_that_is_left_is_taken_by_whoever_waits() {
    var effects = new Effects(1, 1);
    effects.add(of(BUSY));
    effects.add(of(BUSY));
    effects.add(of(QUIET));

    var first = effects.begin().getFirst();
    effects.done(first);
    effects.done(first);
    var second = effects.begin();

    assertThat(second).extracting(Effect::workspaceId).containsExactly(QUIET);
    assertThat(effects.drop()).hasSize(1);
    assertThat(effects.size()).isEqualTo(1);
  }
}
