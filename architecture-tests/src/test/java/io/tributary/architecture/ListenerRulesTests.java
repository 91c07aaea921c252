package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.OutboxListener;
import io.tributary.testsupport.ModuleTest;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

/// Rows of the outbox wait under a listener's name: it must stay, and say whose it is.
@ModuleTest
class ListenerRulesTests {
  @Autowired List<OutboxListener<?>> listeners;

  @Test
  void listeners_are_named_after_their_module() {
    assertThat(listeners).isNotEmpty();
    assertThat(listeners.stream().map(ListenerRulesTests::fault).flatMap(Optional::stream))
        .isEmpty();
    assertThat(listeners.stream().map(OutboxListener::name)).doesNotHaveDuplicates();
  }

  @Test
  void a_listener_with_another_modules_name_is_found() {
    assertThat(fault(new Named("leads.capture"))).isPresent();
    assertThat(fault(new Named("architecture.Capture"))).isPresent();
    assertThat(fault(new Named("architecture"))).isPresent();
    assertThat(fault(new Named("architecture.capture-leads"))).isEmpty();
  }

  private static Optional<String> fault(OutboxListener<?> listener) {
    var type = AopUtils.getTargetClass(listener);
    var module = type.getPackageName().split("\\.")[2];
    return listener.name().matches(module + "\\.[a-z]+(-[a-z]+)*")
        ? Optional.empty()
        : Optional.of(type.getName() + " is named " + listener.name());
  }

  private record Named(String name) implements OutboxListener<Event> {
    @Override
    public List<Class<? extends Event>> eventTypes() {
      return List.of(Event.class);
    }

    @Override
    public Mono<Void> on(List<Event> events) {
      return Mono.empty();
    }
  }
}
