package io.tributary.workspaces.domain;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.workspaces.Grant.Window;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldUnitsTests {
  private static final Instant NOW = Instant.parse("2026-11-21T20:00:00Z");
  private static final Instant SOON = NOW.plusSeconds(1);
  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T00:00:00Z");
  private static final Quota DAILY = new Quota(QuotaKey.SUBMISSIONS, 100, QuotaPeriod.DAY);
  private static final Window TODAY = Window.at(NOW, QuotaPeriod.DAY, 100);

  private final HeldUnits held = new HeldUnits(TODAY, NOW);

  @Test
  void what_is_leased_is_handed_out_once() {
    held.add(TODAY, 10, 1, 10, NOW);

    assertThat(held.canAnswer(10, NOW)).isTrue();
    assertThat(held.handOut(7)).isEqualTo(7);
    assertThat(held.canAnswer(4, NOW)).isFalse();
    assertThat(held.handOut(4)).isEqualTo(3);
    assertThat(held.handOut(1)).isZero();
  }

  @Test
  void what_is_used_up_needs_no_lease_for_a_second() {
    held.add(TODAY, 2, 5, 20, NOW);

    assertThat(held.canAnswer(5, SOON.minusNanos(1))).isTrue();
    assertThat(held.canAnswer(5, SOON)).isFalse();
    assertThat(held.canAnswer(2, SOON)).isTrue();
  }

  @Test
  void what_is_given_back_ends_the_pause() {
    held.add(TODAY, 0, 1, 20, NOW);
    held.giveBack(TODAY, 1);

    assertThat(held.handOut(1)).isEqualTo(1);
    assertThat(held.canAnswer(1, NOW)).isFalse();
  }

  @Test
  void a_block_is_leased_in_advance_unless_there_was_too_little_left_just_now() {
    assertThat(held.nextBlock(NOW)).isEqualTo(16);
    held.add(TODAY, 7, 0, 7, NOW);
    assertThat(held.isLow(NOW)).isTrue();
    held.add(TODAY, 0, 0, 16, NOW);
    assertThat(held.isLow(NOW)).isFalse();
    assertThat(held.isLow(SOON)).isTrue();
    held.pause(SOON);
    assertThat(held.isLow(SOON)).isFalse();
    held.add(TODAY, 1, 0, 1, SOON);
    assertThat(held.isLow(SOON.plusSeconds(1))).as("half of the block is there").isFalse();
  }

  @Test
  void nothing_of_a_period_that_is_over_counts_in_the_next() {
    held.add(TODAY, 10, 1, 10, NOW);
    held.enter(DAILY, MIDNIGHT.minusNanos(1));
    assertThat(held.free()).isEqualTo(10);

    held.enter(DAILY, MIDNIGHT);

    assertThat(held.free()).isZero();
    held.add(TODAY, 10, 1, 10, MIDNIGHT);
    held.giveBack(TODAY, 1);
    assertThat(held.free()).isZero();
    assertThat(held.window().end()).isEqualTo("2026-11-23T00:00:00Z");
  }

  @Test
  void another_limit_keeps_what_is_held_and_ends_the_pause_and_another_period_does_not() {
    held.add(TODAY, 3, 5, 10, NOW);

    held.enter(new Quota(QuotaKey.SUBMISSIONS, 200, QuotaPeriod.DAY), NOW);
    assertThat(held.free()).isEqualTo(3);
    assertThat(held.canAnswer(4, NOW)).isFalse();

    held.enter(new Quota(QuotaKey.SUBMISSIONS, 200, QuotaPeriod.MONTH), NOW);
    assertThat(held.free()).isZero();
  }

  @Test
  void what_lies_idle_is_let_go_unless_its_period_is_over() {
    held.add(TODAY, 10, 1, 10, NOW);
    assertThat(held.letGo(Duration.ofSeconds(1), SOON.minusNanos(1))).isZero();
    assertThat(held.free()).isEqualTo(10);

    assertThat(held.letGo(Duration.ofSeconds(1), SOON)).isEqualTo(10);
    assertThat(held.free()).isZero();

    held.add(TODAY, 10, 1, 10, SOON);
    assertThat(held.letGo(Duration.ZERO, MIDNIGHT)).isZero();
    assertThat(held.free()).isZero();
  }

  @Test
  void it_is_forgotten_when_it_is_empty_and_nobody_asks() {
    var late = NOW.plus(Duration.ofMinutes(10)).plusNanos(1);
    assertThat(held.isForgotten(NOW.plus(Duration.ofMinutes(10)))).isFalse();
    assertThat(held.isForgotten(late)).isTrue();
    held.add(TODAY, 1, 1, 1, NOW);
    assertThat(held.isForgotten(late)).isFalse();
  }
}
