package io.tributary.analytics.adapter.in.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.in.ReadDailyStats.Day;
import io.tributary.analytics.application.port.in.ReadDailyStats.Subject;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/// A day's counts. What is not counted of a subject is left out, rather than answered as zero.
@Schema(name = "DayOfStats")
@JsonInclude(JsonInclude.Include.NON_NULL)
record DayResponse(
    @Schema(description = "a UTC day", example = "2026-01-31") LocalDate date,
    @Schema(description = "absent for a workflow") @Nullable Long responses,
    @Schema(description = "absent for a workflow or form") @Nullable Long leadsCreated,
    @Schema(description = "absent for a form, like all that follow")
        @Nullable Long executionsStarted,
    @Nullable Long executionsCompleted,
    @Nullable Long executionsFailed,
    @Nullable Long executionsCancelled,
    @Nullable Long mailsSent,
    @Schema(description = "milliseconds, summed over the executions that ended on that day")
        @Nullable Long executionDurationMillis,
    @Schema(description = "milliseconds; 0 if no execution ended on that day")
        @Nullable Long averageDurationMillis) {

  static DayResponse of(Subject subject, Day day) {
    var counted = day.counters();
    return switch (subject) {
      case Subject.WholeWorkspace() ->
          withExecutions(day.date(), counted.responses(), counted.leadsCreated(), counted);
      case Subject.Workflow(_) -> withExecutions(day.date(), null, null, counted);
      case Subject.Form(_) ->
          new DayResponse(
              day.date(), counted.responses(), null, null, null, null, null, null, null, null);
    };
  }

  private static DayResponse withExecutions(
      LocalDate date, @Nullable Long responses, @Nullable Long leadsCreated, Counters counted) {
    return new DayResponse(
        date,
        responses,
        leadsCreated,
        counted.executionsStarted(),
        counted.executionsCompleted(),
        counted.executionsFailed(),
        counted.executionsCancelled(),
        counted.mailsSent(),
        counted.executionDurationMillis(),
        counted.averageDurationMillis());
  }
}
