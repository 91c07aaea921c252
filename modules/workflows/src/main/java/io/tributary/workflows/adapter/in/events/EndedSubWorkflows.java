package io.tributary.workflows.adapter.in.events;

import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.workflows.application.port.in.executions.TellParents;
import io.tributary.workflows.events.SubWorkflowEnded;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Brings on executions that wait for others.
@Component
final class EndedSubWorkflows implements OutboxListener<SubWorkflowEnded> {
  private final TellParents parents;

  EndedSubWorkflows(TellParents parents) {
    this.parents = parents;
  }

  @Override
  public String name() {
    return "workflows.ended-sub-workflows";
  }

  @Override
  public List<Class<? extends SubWorkflowEnded>> eventTypes() {
    return List.of(SubWorkflowEnded.class);
  }

  @Override
  public Mono<Void> on(List<SubWorkflowEnded> ends) {
    return parents.tell(ends);
  }
}
