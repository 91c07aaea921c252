package io.tributary.workflows.application.engine;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.workflows.application.port.out.nodes.NodeType;
import io.tributary.workflows.application.port.out.nodes.Step;
import io.tributary.workflows.domain.execution.Failure;
import io.tributary.workflows.domain.execution.FailureKind;
import io.tributary.workflows.domain.execution.RetryPolicy;
import io.tributary.workflows.domain.execution.Token;
import io.tributary.workflows.domain.execution.TokenPhase;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Asks node types what to do; what they throw becomes a failure.
@Component
final class Nodes {
  private static final Logger log = LoggerFactory.getLogger(Nodes.class);

  private final NodeTypes types;

  Nodes(NodeTypes types) {
    this.types = types;
  }

  Step decide(Run run, Token token) {
    var again = token.phase() == TokenPhase.WAITING;
    if (again) {
      run.showed(token);
    }
    return ask(run, token, again);
  }

  private Step ask(Run run, Token token, boolean again) {
    var type = types.find(run.node(token).type());
    if (type == null) {
      return new Step.Failed(
          new Failure(FailureKind.WORKFLOW_UNKNOWN, "unknown node type " + run.node(token).type()));
    }
    try {
      var visit = run.visit(token);
      return again ? type.resume(visit) : type.run(visit);
    } catch (InvalidInput invalid) {
      return new Step.Failed(
          new Failure(FailureKind.INVALID_CONFIG, String.valueOf(invalid.getMessage())));
    } catch (RuntimeException bug) {
      return new Step.Failed(bugOf(run, type, bug));
    }
  }

  private static Failure bugOf(Run run, NodeType type, RuntimeException bug) {
    log.error("node {} of execution {} failed", type.name(), run.stored().id(), bug);
    return new Failure(FailureKind.INTERNAL, bug.getClass().getSimpleName());
  }

  /// What an item of the token's loop leaves behind.
  @Nullable Object collect(Run run, Token loop, Token last) {
    var type = types.find(run.node(loop).type());
    if (type == null) {
      return null;
    }
    var visit = run.visit(loop);
    try {
      return type.collect(visit.withValues(run.values(last)));
    } catch (InvalidInput invalid) {
      return null;
    } catch (RuntimeException bug) {
      bugOf(run, type, bug);
      return null;
    }
  }

  RetryPolicy policyAt(Run run, Token token) {
    return ask(run, token, false) instanceof Step.Reach reach ? reach.retry() : Attempts.ONCE;
  }
}
