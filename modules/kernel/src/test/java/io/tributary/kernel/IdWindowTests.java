package io.tributary.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class IdWindowTests {
  private static final Instant AT = Instant.parse("2026-03-01T00:00:00.123Z");

  @Test
  void every_id_of_a_millisecond_lies_in_its_window() {
    var ids = new TimeOrderedIds(Clock.fixed(AT, ZoneOffset.UTC));
    var window = IdWindow.of(AT, AT.plusMillis(1));

    for (int i = 0; i < 10_000; i++) {
      var text = ids.next().toString();
      assertThat(text).isBetween(window.from().toString(), window.to().toString());
      assertThat(text).isNotEqualTo(window.to().toString());
    }
  }

  @Test
  void an_id_tells_its_millisecond() {
    var id = new TimeOrderedIds(Clock.fixed(AT, ZoneOffset.UTC)).next();

    assertThat(IdWindow.timeOf(id)).isEqualTo(AT);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
  }

  @Test
  void a_bound_is_the_smallest_id_of_its_millisecond() {
    assertThat(IdWindow.floor(Instant.EPOCH))
        .isEqualTo(UUID.fromString("00000000-0000-7000-8000-000000000000"));
    assertThat(IdWindow.floor(AT.plusNanos(999_999))).isEqualTo(IdWindow.floor(AT));
  }

  @Test
  void what_no_id_can_be_is_refused() {
    assertThatIllegalArgumentException().isThrownBy(() -> IdWindow.of(AT, AT.minusMillis(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdWindow.floor(Instant.EPOCH.minusMillis(1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IdWindow.floor(Instant.ofEpochMilli(1L << 48)));
  }
}
