package io.tributary.workflows.application.port.out.executions;

import io.tributary.workflows.application.port.out.nodes.Signal;
import java.util.List;
import java.util.Set;
import reactor.core.publisher.Mono;

/// Where signals wait for their executions.
public interface SignalStore {
  /// Adds the messages to those that wait, in their order, and makes the executions due. Inside a
  /// worker's transaction; whoever sends wakes the engines.
  ///
  /// @return those that have not ended; the others are told nothing
  Mono<Set<ExecutionRef>> append(List<Message> messages);

  record Message(ExecutionRef execution, Signal signal) {}
}
