package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.ExecutionStatus;
import io.tributary.workflows.domain.execution.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Why a run in memory came to a halt.
sealed interface Verdict {
  record Ended(ExecutionStatus status, @Nullable String outcome, @Nullable Failure failure)
      implements Verdict {}

  record Later(Duration delay) implements Verdict {}

  record Changing(Step.Change<?> change) implements Verdict {}

  record Reaching(Step.Reach reach) implements Verdict {}
}
