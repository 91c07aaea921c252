package io.tributary.forms.application;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LagLimitTests {
  private Duration lag = Duration.ZERO;
  private final LagLimit limit =
      new LagLimit(() -> lag, new FormsProperties(Duration.ofSeconds(30)));

  @Test
  void it_is_exceeded_from_the_limit_until_the_lag_is_half_of_it() {
    assertThat(at(30)).isFalse();
    assertThat(at(31)).isTrue();
    assertThat(at(29)).isTrue();
    assertThat(at(16)).isTrue();
    assertThat(at(15)).isFalse();
    assertThat(at(29)).isFalse();
    assertThat(at(31)).isTrue();
    assertThat(at(0)).isFalse();
  }

  private boolean at(int seconds) {
    lag = Duration.ofSeconds(seconds);
    return limit.isExceeded();
  }
}
