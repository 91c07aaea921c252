package io.tributary.workflows.adapter.out.persistence.executions;

import io.tributary.kernel.json.JsonText;
import io.tributary.workflows.application.port.out.executions.ExecutionWrite;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Component;

/// What becomes of executions, as the columns of statements.
@Component
final class WriteColumns {
  private static final double MILLIS = 1_000;

  private final JsonText json;

  WriteColumns(JsonText json) {
    this.json = json;
  }

  GenericExecuteSpec bind(GenericExecuteSpec statement, List<ExecutionWrite> rows) {
    return statement
        .bind("workspaces", Columns.uuids(rows, row -> row.ref().workspaceId()))
        .bind("ids", Columns.uuids(rows, row -> row.ref().id()))
        .bind("statuses", Columns.texts(rows, row -> row.status().name()))
        .bind("places", Columns.texts(rows, this::places))
        .bind("states", Columns.texts(rows, ExecutionWrite::state))
        .bind("markings", Columns.texts(rows, ExecutionWrite::marking))
        .bind("errors", Columns.texts(rows, this::error))
        .bind("outcomes", Columns.texts(rows, ExecutionWrite::outcome))
        .bind("started", Columns.times(rows, ExecutionWrite::startedAt))
        .bind("ended", Columns.times(rows, ExecutionWrite::endedAt))
        .bind("dues", Columns.numbers(rows, row -> seconds(row.due())));
  }

  private @Nullable String places(ExecutionWrite row) {
    return row.places().isEmpty() ? null : json.write(row.places());
  }

  private @Nullable String error(ExecutionWrite row) {
    var error = row.error();
    return error == null ? null : json.write(error.toMap()).replace("\\u0000", "");
  }

  private static @Nullable Double seconds(@Nullable Duration due) {
    return due == null ? null : due.toMillis() / MILLIS;
  }
}
