package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.StoredExecution;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import org.jspecify.annotations.Nullable;

/// An execution to bring on.
///
/// @param result of the effect at which it stands; null if it goes on from where it was stored
/// @param fatal ends it, whatever it would do; null if nothing is known against it
record Work(StoredExecution execution, @Nullable EffectResult result, @Nullable Failure fatal) {
  static Work claimed(StoredExecution execution) {
    return new Work(execution, null, null);
  }

  static Work after(StoredExecution execution, EffectResult result) {
    return new Work(execution, result, null);
  }

  /// For what could not be written because of `cause`.
  Work broken(Throwable cause) {
    return new Work(
        execution,
        null,
        new Failure(
            FailureKind.INTERNAL, "it could not be written: " + cause.getClass().getSimpleName()));
  }
}
