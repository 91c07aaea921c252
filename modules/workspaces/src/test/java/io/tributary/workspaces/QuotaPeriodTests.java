package io.tributary.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.WorkspaceId;
import io.tributary.workspaces.Grant.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaPeriodTests {
  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-11-21T00:00:00Z,           2026-11-21, 2026-11-22T00:00:00Z",
    "DAY,   2026-11-21T23:59:59.999999999Z, 2026-11-21, 2026-11-22T00:00:00Z",
    "DAY,   2026-12-31T12:00:00Z,           2026-12-31, 2027-01-01T00:00:00Z",
    "MONTH, 2026-11-01T00:00:00Z,           2026-11-01, 2026-12-01T00:00:00Z",
    "MONTH, 2026-10-31T23:59:59.999999999Z, 2026-10-01, 2026-11-01T00:00:00Z",
    "MONTH, 2026-02-28T23:59:59Z,           2026-02-01, 2026-03-01T00:00:00Z",
    "MONTH, 2028-02-29T00:00:00Z,           2028-02-01, 2028-03-01T00:00:00Z",
    "MONTH, 2026-12-31T23:59:59Z,           2026-12-01, 2027-01-01T00:00:00Z",
  })
  void periods_begin_and_end_by_the_calendar_of_utc(
      QuotaPeriod period, Instant at, LocalDate start, Instant end) {
    assertThat(period.startOf(at)).isEqualTo(start);
    assertThat(period.endOf(start)).isEqualTo(end);
    assertThat(period.startOf(end.minusNanos(1))).isEqualTo(start);
    assertThat(period.startOf(end)).isNotEqualTo(start);
  }

  @Test
  void a_day_and_a_month_that_begin_together_are_not_the_same_period() {
    var first = Instant.parse("2026-11-01T08:00:00Z");
    var month = Window.at(first, QuotaPeriod.MONTH, 10);

    assertThat(month.isSamePeriodAs(Window.at(first, QuotaPeriod.DAY, 10))).isFalse();
    assertThat(month.isSamePeriodAs(Window.at(first, QuotaPeriod.MONTH, 20))).isTrue();
  }

  @Test
  void a_refusal_says_what_is_used_up_and_until_when() {
    var workspace = new WorkspaceId(UUID.randomUUID());
    var window = Window.at(Instant.parse("2026-11-21T08:00:00Z"), QuotaPeriod.MONTH, 10);

    var refusal = new Grant(workspace, QuotaKey.EXECUTIONS, 0, window).refusal();

    assertThat(refusal.key()).isEqualTo(QuotaKey.EXECUTIONS);
    assertThat(refusal.limit()).isEqualTo(10);
    assertThat(refusal.resetsAt()).isEqualTo("2026-12-01T00:00:00Z");
    assertThat(refusal).hasMessage("the workspace's quota of 10 executions is used up");
  }
}
