package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// What a node decides.
public sealed interface Step {
  /// Go on at once.
  ///
  /// @param handle the way out; null for the usual one
  /// @param variables to set, by name
  record Done(Map<String, Object> output, @Nullable String handle, Map<String, Object> variables)
      implements Step {
    public Done(Map<String, Object> output) {
      this(output, null, Map.of());
    }
  }

  /// It cannot be done.
  record Failed(Failure failure) implements Step {}

  /// Come back by `NodeType.resume`, after a time or when a signal arrives, whatever is first.
  ///
  /// @param delay null to wait for a signal alone
  /// @param memory what `Visit.memory` shows then
  record Wait(@Nullable Duration delay, Map<String, Object> memory) implements Step {
    public Wait(Duration delay) {
      this(delay, Map.of());
    }
  }

  /// The execution ends here, whatever else of it is under way.
  ///
  /// @param outcome the name that the workflow gives to its end, such as `completed`
  record End(boolean failed, String outcome) implements Step {}

  /// Change the database, in the same transaction that writes the outcome: exactly once.
  record Change<C>(DatabaseEffect<C> effect, C command) implements Step {}

  /// Reach out of the system: at least once, under the visit's key.
  ///
  /// @param call begins when subscribed to, outside any transaction, and signals no errors
  record Reach(Mono<EffectResult> call, RetryPolicy retry) implements Step {}

  /// Wait for the other paths that are under way to here, and go on as one.
  ///
  /// @param arrivals how many are enough; null for all that can still come
  /// @param cancelRest whether those that are no longer needed are given up
  record Join(@Nullable Integer arrivals, boolean cancelRest) implements Step {}

  /// Go through `items` by the handle `each`, so many at a time, then on by the usual way.
  ///
  /// @param parallel 1 or more
  /// @param stopOnFailure whether an item that fails fails the loop
  /// @param collects whether `NodeType.collect` is asked what each item leaves behind
  record Loop(List<?> items, int parallel, boolean stopOnFailure, boolean collects)
      implements Step {
    public static final int MAX_ITEMS = 10_000;
  }
}
