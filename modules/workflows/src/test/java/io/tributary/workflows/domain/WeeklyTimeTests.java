package io.tributary.workflows.domain;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyTimeTests {
  private static final Set<DayOfWeek> EVERY_DAY = EnumSet.allOf(DayOfWeek.class);

  private static Instant next(Set<DayOfWeek> days, String time, String zone, String now) {
    return new WeeklyTime(days, LocalTime.parse(time)).after(Instant.parse(now), ZoneId.of(zone));
  }

  @ParameterizedTest
  @CsvSource({
    // an ordinary day, before and after
    "Europe/Berlin, 09:00, 2026-11-20T07:59:59Z, 2026-11-20T08:00:00Z",
    "Europe/Berlin, 09:00, 2026-11-20T08:00:00Z, 2026-11-21T08:00:00Z",
    // clocks skip 02:00 to 03:00: half past two is half past three
    "Europe/Berlin, 02:30, 2026-03-29T00:00:00Z, 2026-03-29T01:30:00Z",
    "Europe/Berlin, 02:30, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    // clocks show 02:30 twice: the first one counts, once
    "Europe/Berlin, 02:30, 2026-10-25T00:00:00Z, 2026-10-25T00:30:00Z",
    "Europe/Berlin, 02:30, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
    "Europe/Berlin, 02:30, 2026-10-25T01:15:00Z, 2026-10-26T01:30:00Z",
    // a day of 23 hours lies between
    "Europe/Berlin, 09:00, 2026-03-28T08:00:00Z, 2026-03-29T07:00:00Z",
    // midnight itself was skipped here until 2018
    "America/Sao_Paulo, 00:00, 2018-11-03T12:00:00Z, 2018-11-04T03:00:00Z",
    "America/Sao_Paulo, 00:30, 2018-11-03T12:00:00Z, 2018-11-04T03:30:00Z",
    // and 23:00 to midnight shown twice
    "America/Sao_Paulo, 23:30, 2018-02-17T12:00:00Z, 2018-02-18T01:30:00Z",
    "America/Sao_Paulo, 23:30, 2018-02-18T01:45:00Z, 2018-02-19T02:30:00Z",
    // since 2019 there is no summer time
    "America/Sao_Paulo, 00:00, 2026-11-01T12:00:00Z, 2026-11-02T03:00:00Z",
    // three quarters of an hour off, and clocks that skip 02:45 to 03:45
    "Pacific/Chatham, 09:00, 2026-07-01T00:00:00Z, 2026-07-01T20:15:00Z",
    "Pacific/Chatham, 03:00, 2026-09-26T12:00:00Z, 2026-09-26T14:15:00Z",
    "Asia/Kathmandu, 09:00, 2026-07-01T03:14:59Z, 2026-07-01T03:15:00Z",
    "Asia/Kathmandu, 09:00, 2026-07-01T03:15:00Z, 2026-07-02T03:15:00Z",
    // a whole day that never was
    "Pacific/Apia, 09:00, 2011-12-29T19:00:00Z, 2011-12-30T19:00:00Z"
  })
  void the_next_moment_follows_the_clocks_of_the_zone(
      String zone, String time, String now, String expected) {
    assertThat(next(EVERY_DAY, time, zone, now)).isEqualTo(expected);
  }

  @Test
  void other_days_are_passed_over() {
    // a Friday
    var now = "2026-11-20T10:00:00Z";
    assertThat(next(Set.of(MONDAY, FRIDAY), "09:00", "UTC", now)).isEqualTo("2026-11-23T09:00:00Z");
    assertThat(next(Set.of(FRIDAY), "11:00", "UTC", now)).isEqualTo("2026-11-20T11:00:00Z");
    assertThat(next(Set.of(FRIDAY), "10:00", "UTC", now)).isEqualTo("2026-11-27T10:00:00Z");
  }

  @Test
  void the_day_is_that_of_the_zone() {
    // still Saturday in Honolulu, long Sunday in Kiritimati
    var now = "2026-11-22T02:00:00Z";
    assertThat(next(Set.of(SATURDAY), "20:00", "Pacific/Honolulu", now))
        .isEqualTo("2026-11-22T06:00:00Z");
    assertThat(next(Set.of(SUNDAY), "20:00", "Pacific/Kiritimati", now))
        .isEqualTo("2026-11-22T06:00:00Z");
  }

  @Test
  void at_the_earliest_moment_itself_is_not_before_it() {
    var nine = new WeeklyTime(Set.of(MONDAY), LocalTime.of(9, 0));
    var monday = Instant.parse("2026-11-23T09:00:00Z");

    assertThat(nine.notBefore(monday, ZoneId.of("UTC"))).isEqualTo(monday);
    assertThat(nine.notBefore(monday.plusNanos(1), ZoneId.of("UTC")))
        .isEqualTo("2026-11-30T09:00:00Z");
  }

  @Test
  void a_week_needs_a_day() {
    assertThatIllegalArgumentException().isThrownBy(() -> new WeeklyTime(Set.of(), LocalTime.NOON));
  }
}
