package io.tributary.workflows.adapter.out.http;

import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.springframework.boot.http.client.FilteredHostException;

/// Tells from an exception why a call got no answer. What it says is for everybody: no URL, no
/// header, no text of the target's.
final class CallFailures {
  private CallFailures() {}

  /// @param target what was called, such as `the target`
  static Failure of(Throwable failure, Duration timeout, String target) {
    if (failure instanceof CallFailed known) {
      return known.failure();
    }
    if (failure instanceof TimeoutException) {
      return new Failure(
          FailureKind.TIMEOUT, "no answer of " + target + " within " + timeout.toMillis() + " ms");
    }
    for (Throwable at = failure; at != null; at = at.getCause()) {
      if (at instanceof FilteredHostException) {
        return new Failure(
            FailureKind.REFUSED_ADDRESS, "the name of " + target + " stands for a private address");
      }
    }
    var cause = failure.getCause() == null ? failure : failure.getCause();
    return new Failure(
        FailureKind.CONNECTION,
        "no connection to " + target + ": " + cause.getClass().getSimpleName());
  }
}
