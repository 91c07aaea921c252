package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.domain.execution.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An execution to bring on.
///
/// @param arrivals of effects that it waits for
/// @param fatal ends it, whatever it would do; null if nothing is known against it
/// @param refusal with what outcome it is cancelled before it begins; null if it may begin
record Work(
    StoredExecution execution,
    List<Arrival> arrivals,
    @Nullable Failure fatal,
    @Nullable String refusal) {
  Work(StoredExecution execution, List<Arrival> arrivals, @Nullable Failure fatal) {
    this(execution, arrivals, fatal, null);
  }

  static Work claimed(StoredExecution execution) {
    return new Work(execution, List.of(), null);
  }

  Work refused(String outcome) {
    return new Work(execution, arrivals, fatal, outcome);
  }

  Work broken(Failure failure) {
    return new Work(execution, arrivals, failure);
  }
}
