package io.tributary.workspaces.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockSizeTests {
  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @ParameterizedTest
  @CsvSource({"0, 200", "499, 200", "500, 100", "2000, 100", "2001, 50", "86400000, 50"})
  void a_block_lasts_about_a_second(long millis, int next) {
    var later = NOW.plusMillis(millis);
    assertThat(new BlockSize(100, NOW).next(later)).isEqualTo(new BlockSize(next, later));
  }

  @Test
  void blocks_grow_and_shrink_within_bounds() {
    var growing = BlockSize.seed(NOW);
    assertThat(growing.next(NOW).units()).isEqualTo(16);
    for (int i = 0; i < 40; i++) {
      growing = growing.next(NOW);
    }
    assertThat(growing.units()).isEqualTo(65_536);

    var shrinking = growing;
    for (int i = 0; i < 40; i++) {
      shrinking = shrinking.next(shrinking.leasedAt().plus(Duration.ofMinutes(1)));
    }
    assertThat(shrinking.units()).isEqualTo(1);
  }

  @Test
  void the_next_block_is_leased_when_half_of_it_is_handed_out() {
    var block = new BlockSize(100, NOW);
    assertThat(block.isLow(50)).isFalse();
    assertThat(block.isLow(49)).isTrue();
    assertThat(new BlockSize(1, NOW).isLow(0)).as("a single unit is leased on demand").isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    // plenty
    "1000000, 1, 101, 101",
    // an eighth of what is left
    "800, 1, 1000, 100",
    // never less than callers wait for
    "800, 300, 1000, 300",
    "7, 0, 1000, 0",
    "7, 1, 1000, 1",
    // never more than there is
    "7, 20, 1000, 7",
    "0, 1, 17, 0",
    "-5, 1, 17, 0",
    // nothing is asked for
    "1000, 0, 0, 0",
  })
  void what_may_be_leased(long left, long needed, long wanted, long units) {
    assertThat(BlockSize.grantable(left, needed, wanted)).isEqualTo(units);
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "10, 3", "1000, 1", "9973, 7", "100000, 1"})
  void leased_block_by_block_all_of_a_limit_is_reached_and_never_more(long limit, long needed) {
    long used = 0;
    int leases = 0;
    for (long units = 1; units > 0; leases++) {
      units = BlockSize.grantable(limit - used, needed, needed + 65_536);
      used += units;
    }

    assertThat(used).isEqualTo(limit);
    assertThat(leases).isLessThan(100);
  }
}
