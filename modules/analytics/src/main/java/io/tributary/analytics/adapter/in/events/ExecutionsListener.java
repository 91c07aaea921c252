package io.tributary.analytics.adapter.in.events;

import io.tributary.analytics.application.port.in.CountEvents;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.workflows.events.ExecutionsProgressed;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

@Component
class ExecutionsListener implements OutboxListener<ExecutionsProgressed> {
  private final CountEvents count;

  ExecutionsListener(CountEvents count) {
    this.count = count;
  }

  @Override
  public String name() {
    return "analytics.executions";
  }

  @Override
  public Class<ExecutionsProgressed> eventType() {
    return ExecutionsProgressed.class;
  }

  @Override
  public Mono<Void> on(List<ExecutionsProgressed> events) {
    return count.executions(events);
  }
}
