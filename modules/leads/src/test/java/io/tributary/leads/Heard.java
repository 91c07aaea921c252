package io.tributary.leads;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.leads.events.LeadCaptured;
import io.tributary.leads.events.LeadChanged;
import io.tributary.leads.events.LeadCreated;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import reactor.core.publisher.Mono;

/// What this module announced.
@TestConfiguration(proxyBeanMethods = false)
class Heard {
  private static final List<Event> EVENTS = new CopyOnWriteArrayList<>();

  static <E extends Event> List<E> of(UUID workspace, Class<E> type) {
    return EVENTS.stream()
        .filter(event -> event.workspaceId().equals(workspace))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  @Bean
  OutboxListener<LeadCaptured> hearsCaptured() {
    return listener("test.captured", LeadCaptured.class);
  }

  @Bean
  OutboxListener<LeadCreated> hearsCreated() {
    return listener("test.created", LeadCreated.class);
  }

  @Bean
  OutboxListener<LeadChanged> hearsChanged() {
    return listener("test.changed", LeadChanged.class);
  }

  private static <E extends Event> OutboxListener<E> listener(String name, Class<E> type) {
    return new OutboxListener<>() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public List<Class<? extends E>> eventTypes() {
        return List.of(type);
      }

      @Override
      public Mono<Void> on(List<E> events) {
        return Mono.fromRunnable(() -> EVENTS.addAll(events));
      }
    };
  }
}
