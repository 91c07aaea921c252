package io.tributary.workflows.application.control;

import io.tributary.kernel.problems.Problem;
import io.tributary.workflows.application.port.out.executions.ControlWrite;
import java.util.List;
import java.util.UUID;

/// What is to become of one execution.
sealed interface Decision {
  /// @param line for the execution's log
  /// @param reopened visits that wait again
  record Change(ControlWrite write, String line, List<UUID> reopened) implements Decision {
    Change(ControlWrite write, String line) {
      this(write, line, List.of());
    }
  }

  /// @param execution the one that repeats it
  record Started(UUID execution) implements Decision {}

  /// It is so already.
  record Unchanged(String why) implements Decision {}

  /// @param skipped whether it is merely not one of those that are meant
  record Refused(Problem problem, boolean skipped) implements Decision {}
}
