package io.tributary.workflows.application.port.out.nodes;

import java.util.List;
import reactor.core.publisher.Mono;

/// Changes the database for many executions at once.
public interface DatabaseEffect<C> {
  /// Joins the caller's worker transaction. Several commands may concern the same lead.
  ///
  /// @return a result for each command, in their order
  Mono<List<EffectResult>> apply(List<C> commands);
}
