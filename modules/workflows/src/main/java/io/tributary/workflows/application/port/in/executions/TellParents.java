package io.tributary.workflows.application.port.in.executions;

import io.tributary.workflows.events.SubWorkflowEnded;
import java.util.List;
import reactor.core.publisher.Mono;

/// Brings the ends of executions to those that wait for them.
public interface TellParents {
  /// Joins the caller's worker transaction. Parents that ended meanwhile are passed over.
  Mono<Void> tell(List<SubWorkflowEnded> ends);
}
