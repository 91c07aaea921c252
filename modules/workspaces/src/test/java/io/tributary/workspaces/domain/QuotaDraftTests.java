package io.tributary.workspaces.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.Fault;
import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workspaces.QuotaKey;
import io.tributary.workspaces.QuotaPeriod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuotaDraftTests {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 1_000_000_000_000L})
  void limits_from_nothing_to_a_million_millions_are_taken(long limit) {
    assertThat(QuotaDraft.of(limit, "DAY").of(QuotaKey.SUBMISSIONS))
        .isEqualTo(new Quota(QuotaKey.SUBMISSIONS, limit, QuotaPeriod.DAY));
  }

  @ParameterizedTest
  @ValueSource(longs = {-1, 1_000_000_000_001L, Long.MIN_VALUE, Long.MAX_VALUE})
  void other_limits_are_refused(long limit) {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> QuotaDraft.of(limit, "MONTH"))
        .satisfies(
            refusal ->
                assertThat(refusal.faults())
                    .extracting(Fault::code)
                    .containsExactly("out-of-range"));
  }

  @Test
  void every_fault_is_named() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> QuotaDraft.of(null, "month"))
        .satisfies(
            refusal ->
                assertThat(refusal.faults())
                    .extracting(Fault::pointer)
                    .containsExactly("/limit", "/period"));
  }
}
