package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How an outer effect came out. Told apart by identity.
final class Arrival {
  private final Effect effect;
  private final EffectResult result;
  private final @Nullable Failure fatal;

  private Arrival(Effect effect, EffectResult result, @Nullable Failure fatal) {
    this.effect = effect;
    this.result = result;
    this.fatal = fatal;
  }

  static Arrival of(Effect effect, EffectResult result) {
    return new Arrival(effect, result, null);
  }

  /// For what could not be written because of `cause`.
  Arrival broken(Throwable cause) {
    return new Arrival(effect, result, unwritable(cause));
  }

  static Failure unwritable(Throwable cause) {
    return new Failure(
        FailureKind.INTERNAL, "it could not be written: " + cause.getClass().getSimpleName());
  }

  ExecutionRef execution() {
    return effect.execution();
  }

  UUID stepId() {
    return effect.stepId();
  }

  int attempt() {
    return effect.attempt();
  }

  EffectResult result() {
    return result;
  }

  /// Why its execution cannot go on; null if nothing is known against it.
  @Nullable Failure fatal() {
    return fatal;
  }
}
