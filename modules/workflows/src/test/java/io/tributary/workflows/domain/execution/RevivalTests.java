package io.tributary.workflows.domain.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RevivalTests {
  private static final Instant THEN = Instant.parse("2026-11-01T10:00:00Z");
  private static final Instant NOW = Instant.parse("2026-11-03T10:00:00Z");
  private static final UUID FRESH = new UUID(7, 7);

  private static Marking standing(TokenPhase... phases) {
    var marking = Marking.START;
    for (var phase : phases) {
      marking = marking.enter("n-" + phase, null, null, UUID.randomUUID(), THEN);
      marking =
          marking.with(
              marking.tokens().getLast().waits(phase, THEN.plusSeconds(60), Map.of("k", 1)));
    }
    return marking;
  }

  private static Token revived(Marking marking, TokenPhase was) {
    return Revival.of(marking, () -> FRESH, NOW).tokens().stream()
        .filter(token -> token.node().equals("n-" + was))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void where_it_failed_it_begins_anew_as_the_same_visit_with_the_same_key() {
    var failed = standing(TokenPhase.FAILED);
    var before = failed.tokens().getFirst();
    var execution = UUID.randomUUID();

    var after = revived(failed.with(before.nextAttempt().nextAttempt()), TokenPhase.FAILED);

    assertThat(after.phase()).isEqualTo(TokenPhase.READY);
    assertThat(after.position()).isEqualTo(new Position(before.node(), 1, 1, FRESH, NOW));
    assertThat(after.memory()).isEmpty();
    assertThat(after.wakeAt()).isNull();
    assertThat(EffectKey.of(execution, after.position()))
        .isEqualTo(EffectKey.of(execution, before.position()));
  }

  @Test
  void what_was_under_way_is_tried_once_more_and_what_waited_waits_on() {
    var marking = standing(TokenPhase.values());

    var reaching = revived(marking, TokenPhase.REACHING);

    assertThat(reaching.phase()).isEqualTo(TokenPhase.READY);
    assertThat(reaching.position().attempt()).isEqualTo(2);
    Arrays.stream(TokenPhase.values())
        .filter(phase -> phase != TokenPhase.FAILED && phase != TokenPhase.REACHING)
        .forEach(phase -> assertThat(marking.tokens()).contains(revived(marking, phase)));
    assertThat(Revival.of(marking, () -> FRESH, NOW).visits()).isEqualTo(marking.visits());
  }
}
