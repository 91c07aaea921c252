package io.tributary.workflows.adapter.out.nodes;

import io.tributary.workflows.adapter.out.nodes.EventSubscriptions.Subscribe;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore;
import io.tributary.workflows.application.port.out.eventlog.SubscriptionStore.Subscription;
import io.tributary.workflows.application.port.out.nodes.DatabaseEffect;
import io.tributary.workflows.application.port.out.nodes.EffectResult;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/// Says who waits for what, and comes back at once: only when the subscription is committed may
/// stored events be looked through. What is committed before that look is found by it, and whoever
/// delivers what is committed later finds the subscription. So no event is missed, without a lock.
@Component
final class EventSubscriptions implements DatabaseEffect<Subscribe> {
  private final SubscriptionStore subscriptions;

  EventSubscriptions(SubscriptionStore subscriptions) {
    this.subscriptions = subscriptions;
  }

  record Subscribe(Subscription subscription, WaitMemory memory) {}

  @Override
  public Mono<List<EffectResult>> apply(List<Subscribe> commands) {
    return subscriptions
        .put(commands.stream().map(Subscribe::subscription).toList())
        .thenReturn(
            commands.stream()
                .<EffectResult>map(
                    command -> new EffectResult.Waiting(Duration.ZERO, command.memory().toMap()))
                .toList());
  }
}
