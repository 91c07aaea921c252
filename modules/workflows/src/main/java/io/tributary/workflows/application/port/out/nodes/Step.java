package io.tributary.workflows.application.port.out.nodes;

import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;

/// What a node decides.
public sealed interface Step {
  /// Go on at once.
  record Done(Map<String, Object> output) implements Step {}

  /// It cannot be done.
  record Failed(Failure failure) implements Step {}

  /// Come back after `delay`, by `NodeType.resume`.
  record Wait(Duration delay) implements Step {}

  /// The execution ends here.
  ///
  /// @param outcome the name that the workflow gives to its end, such as `completed`
  record End(boolean failed, String outcome) implements Step {}

  /// Change the database, in the same transaction that writes the outcome: exactly once.
  record Change<C>(DatabaseEffect<C> effect, C command) implements Step {}

  /// Reach out of the system: at least once, under the visit's key.
  ///
  /// @param call begins when subscribed to, outside any transaction, and signals no errors
  record Reach(Mono<EffectResult> call, RetryPolicy retry) implements Step {}
}
