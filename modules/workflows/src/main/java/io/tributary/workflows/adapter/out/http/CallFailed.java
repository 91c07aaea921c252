package io.tributary.workflows.adapter.out.http;

import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;

/// Carries a failure to the end of a call.
final class CallFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Failure failure;

  CallFailed(Failure failure) {
    super(failure.message(), null, false, false);
    this.failure = failure;
  }

  CallFailed(FailureKind kind, String message) {
    this(new Failure(kind, message));
  }

  Failure failure() {
    return failure;
  }
}
