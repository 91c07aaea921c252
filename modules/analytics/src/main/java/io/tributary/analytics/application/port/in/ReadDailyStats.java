package io.tributary.analytics.application.port.in;

import io.tributary.kernel.WorkspaceId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import reactor.core.publisher.Mono;

/// Counts by UTC day.
public interface ReadDailyStats {
  /// What `Changes` calls the counts by day.
  String TOPIC = "daily-stats";

  /// One entry for each day of the window, oldest first; a day without events, or a subject that
  /// nobody knows, counts zero.
  Mono<Series> read(Query query);

  /// @param from the first day
  /// @param to the last day, which is included
  record Query(WorkspaceId workspace, Subject subject, LocalDate from, LocalDate to) {}

  /// What is counted.
  sealed interface Subject {
    record WholeWorkspace() implements Subject {}

    record Workflow(UUID id) implements Subject {}

    record Form(UUID id) implements Subject {}
  }

  record Day(LocalDate date, Counters counters) {}

  /// @param asOf when the counts were read
  record Series(List<Day> days, Instant asOf) {}
}
