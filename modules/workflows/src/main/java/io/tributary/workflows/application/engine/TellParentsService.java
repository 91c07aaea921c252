package io.tributary.workflows.application.engine;

import io.tributary.workflows.application.port.in.executions.TellParents;
import io.tributary.workflows.application.port.out.executions.ExecutionRef;
import io.tributary.workflows.application.port.out.executions.SignalStore;
import io.tributary.workflows.application.port.out.executions.SignalStore.Message;
import io.tributary.workflows.application.port.out.nodes.Signal;
import io.tributary.workflows.application.port.out.nodes.SubWorkflows;
import io.tributary.workflows.events.SubWorkflowEnded;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
final class TellParentsService implements TellParents {
  private final SignalStore signals;
  private final Bell bell;

  TellParentsService(SignalStore signals, Bell bell) {
    this.signals = signals;
    this.bell = bell;
  }

  @Override
  public Mono<Void> tell(List<SubWorkflowEnded> ends) {
    return signals
        .append(ends.stream().map(TellParentsService::message).toList())
        .then(bell.ringAfterCommit());
  }

  private static Message message(SubWorkflowEnded end) {
    return new Message(
        new ExecutionRef(end.workspaceId(), end.parentId()),
        new Signal(end.parentStep(), SubWorkflows.SIGNAL, Map.of()));
  }
}
