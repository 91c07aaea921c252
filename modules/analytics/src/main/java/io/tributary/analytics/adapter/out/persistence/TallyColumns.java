package io.tributary.analytics.adapter.out.persistence;

import io.tributary.analytics.application.port.in.Counters;
import io.tributary.analytics.application.port.out.Tally;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;

/// A tally by columns, as `unnest` takes it.
record TallyColumns(List<Tally.Row> rows) {
  static TallyColumns of(Tally tally) {
    return new TallyColumns(tally.rows());
  }

  UUID[] workspaces() {
    return rows.stream().map(row -> row.key().workspaceId()).toArray(UUID[]::new);
  }

  UUID[] subjects() {
    return rows.stream().map(row -> row.key().subject()).toArray(UUID[]::new);
  }

  Long[] of(ToLongFunction<Counters> count) {
    return rows.stream().map(row -> count.applyAsLong(row.counters())).toArray(Long[]::new);
  }

  GenericExecuteSpec bindKeys(GenericExecuteSpec statement) {
    return statement
        .bind("workspaces", workspaces())
        .bind("days", rows.stream().map(row -> row.key().day()).toArray(LocalDate[]::new));
  }

  GenericExecuteSpec bindExecutions(GenericExecuteSpec statement) {
    return statement
        .bind("started", of(Counters::executionsStarted))
        .bind("completed", of(Counters::executionsCompleted))
        .bind("failed", of(Counters::executionsFailed))
        .bind("cancelled", of(Counters::executionsCancelled))
        .bind("mails", of(Counters::mailsSent))
        .bind("durations", of(Counters::executionDurationMillis));
  }
}
