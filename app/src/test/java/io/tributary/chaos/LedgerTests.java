package io.tributary.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.chaos.Ledger.Accepted;
import io.tributary.chaos.Offence.Kind;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class LedgerTests {
  private final Ledger ledger = new Ledger();
  private final UUID id = UUID.randomUUID();

  @Test
  void a_token_is_accepted_once_it_is_answered() {
    ledger.begin(Story.RICH);
    assertThat(ledger.accepted()).isEmpty();
    assertThat(ledger.acceptedCount()).isZero();

    ledger.answered("rich", id);
    ledger.answered("rich", id);

    assertThat(ledger.accepted()).containsExactly(new Accepted(Story.RICH, id));
    assertThat(ledger.acceptedCount()).isOne();
    assertThat(ledger.begun()).isEqualTo(Map.of("rich", Story.RICH));
    assertThat(ledger.offences()).isEmpty();
  }

  @Test
  void one_that_is_never_answered_is_stuck() {
    ledger.begin(Story.POOR);

    assertThat(ledger.offences())
        .containsExactly(new Offence(Kind.STUCK, "poor", "was never answered"));
  }

  @Test
  void another_answer_to_a_repetition_is_doubled_and_the_first_counts() {
    ledger.begin(Story.RICH);
    ledger.answered("rich", id);
    ledger.answered("rich", UUID.randomUUID());

    assertThat(ledger.offences())
        .singleElement()
        .satisfies(offence -> assertThat(offence.kind()).isEqualTo(Kind.DOUBLED));
    assertThat(ledger.accepted()).containsExactly(new Accepted(Story.RICH, id));
  }

  @Test
  void a_token_begins_once() {
    ledger.begin(Story.RICH);

    assertThatIllegalArgumentException().isThrownBy(() -> ledger.begin(Story.RICH));
  }
}
