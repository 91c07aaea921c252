package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.chaos.Offence.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WitnessTests {
  private final Witness witness = new Witness();

  @Test
  void what_stayed_as_it_was_is_well_whatever_came_since() {
    witness.saw(Map.of("step 1", "COMPLETED r1"));

    assertThat(witness.compare(Map.of("step 1", "COMPLETED r1", "step 2", "COMPLETED r2")))
        .isEmpty();
    assertThat(witness.size()).isOne();
  }

  @Test
  void what_is_gone_is_lost() {
    witness.saw(Map.of("step 1", "COMPLETED r1"));

    assertThat(witness.compare(Map.of()))
        .singleElement()
        .satisfies(offence -> assertThat(offence.kind()).isEqualTo(Kind.LOST));
  }

  @Test
  void what_was_done_again_is_found_even_if_it_was_seen_again_since() {
    witness.saw(Map.of("step 1", "COMPLETED r1"));
    witness.saw(Map.of("step 1", "COMPLETED r2"));

    assertThat(witness.compare(Map.of("step 1", "COMPLETED r2")))
        .singleElement()
        .satisfies(offence -> assertThat(offence.what()).contains("r1").contains("r2"));
  }
}
