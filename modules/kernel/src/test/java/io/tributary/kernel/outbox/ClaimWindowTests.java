package io.tributary.kernel.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.outbox.ClaimWindow.Look;
import io.tributary.kernel.outbox.OutboxStore.Claim;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClaimWindowTests {
  private static final Instant DUE = Instant.parse("2026-03-01T12:00:00Z");
  private static final Claim NOTHING = new Claim(List.of(), Instant.EPOCH, 0);

  private long nanos;
  private final ClaimWindow window = new ClaimWindow(200, Duration.ofSeconds(1), () -> nanos);

  @Test
  void the_first_look_is_from_the_beginning_and_the_next_from_shortly_before_the_last_claim() {
    var first = window.next();
    assertThat(first).isEqualTo(new Look(Instant.EPOCH, 8, 200));

    assertThat(window.moreAfter(first, claim(3, 3))).isFalse();
    assertThat(window.next().from()).isEqualTo(DUE.minusSeconds(5));
  }

  @Test
  void several_looks_in_a_poll_interval_are_from_the_beginning() {
    int whole = 0;
    for (int i = 0; i < 100; i++) {
      var look = window.next();
      whole += look.from().equals(Instant.EPOCH) ? 1 : 0;
      window.moreAfter(look, claim(3, 3));
      advance(Duration.ofMillis(10));
    }

    assertThat(whole).isEqualTo(4);
  }

  @Test
  void a_look_that_found_nothing_leaves_the_window_where_it_is() {
    window.moreAfter(window.next(), claim(3, 3));

    assertThat(window.moreAfter(window.next(), NOTHING)).isFalse();
    assertThat(window.next().from()).isEqualTo(DUE.minusSeconds(5));
  }

  @Test
  void a_late_row_takes_the_window_back() {
    window.moreAfter(window.next(), claim(3, 3));
    advance(Duration.ofSeconds(1));

    window.moreAfter(window.next(), new Claim(rows(1), DUE.minus(Duration.ofHours(1)), 1));

    assertThat(window.next().from()).isEqualTo(DUE.minus(Duration.ofHours(1)).minusSeconds(5));
  }

  @Test
  void there_is_more_where_a_limit_was_met_and_as_many_rows_are_looked_at_as_fit_twice() {
    var first = window.next();
    assertThat(window.moreAfter(first, claim(8, 8))).isTrue();
    var second = window.next();
    assertThat(second.rows()).isEqualTo(16);

    assertThat(window.moreAfter(second, claim(5, 16))).isTrue();
    assertThat(window.next().rows()).isEqualTo(10);
    assertThat(window.moreAfter(window.next(), claim(5, 6))).isTrue();
    assertThat(window.moreAfter(window.next(), claim(1, 1))).isFalse();
    assertThat(window.next().rows()).isEqualTo(8);
    window.moreAfter(window.next(), claim(200, 200));
    assertThat(window.next().rows()).isEqualTo(200);
  }

  private void advance(Duration time) {
    nanos += time.toNanos();
  }

  private static Claim claim(int rows, long found) {
    return new Claim(rows(rows), DUE, found);
  }

  private static List<OutboxRow> rows(int count) {
    return Collections.nCopies(
        count, new OutboxRow(new UUID(1, 1), new UUID(1, 2), "test.happened", "{}", 0));
  }
}
