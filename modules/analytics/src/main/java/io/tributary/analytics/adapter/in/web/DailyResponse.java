package io.tributary.analytics.adapter.in.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.analytics.application.port.in.ReadDailyStats.Query;
import io.tributary.analytics.application.port.in.ReadDailyStats.Series;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

@Schema(name = "DailyStats")
record DailyResponse(
    @Schema(description = "one for each day of the window, oldest first") List<DayResponse> items,
    @Schema(description = "the first day") LocalDate from,
    @Schema(description = "the last day, included") LocalDate to,
    @Schema(description = "when the counts were read") Instant asOf) {

  static DailyResponse of(Query query, Series series) {
    return new DailyResponse(
        series.days().stream().map(day -> DayResponse.of(query.subject(), day)).toList(),
        query.from(),
        query.to(),
        series.asOf());
  }
}
