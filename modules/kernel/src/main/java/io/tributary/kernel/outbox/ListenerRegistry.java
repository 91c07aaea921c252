package io.tributary.kernel.outbox;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// Who listens to what.
@Component
final class ListenerRegistry {
  private final Map<String, OutboxListener<?>> byName = new LinkedHashMap<>();
  private final Map<Class<?>, List<String>> namesByType = new HashMap<>();

  /// @throws IllegalStateException if two listeners share a name, or an event type has none
  ListenerRegistry(List<OutboxListener<?>> listeners) {
    for (var listener : listeners) {
      if (byName.put(listener.name(), listener) != null) {
        throw new IllegalStateException("two listeners are named " + listener.name());
      }
      for (var type : typesOf(listener).values()) {
        namesByType.merge(type, List.of(listener.name()), ListenerRegistry::concat);
      }
    }
  }

  Collection<OutboxListener<?>> all() {
    return byName.values();
  }

  List<String> namesFor(Class<?> eventType) {
    return namesByType.getOrDefault(eventType, List.of());
  }

  /// What a listener hears of, by the names under which events wait.
  static <E extends Event> Map<String, Class<? extends E>> typesOf(OutboxListener<E> listener) {
    return listener.eventTypes().stream()
        .collect(Collectors.toUnmodifiableMap(ListenerRegistry::nameOf, Function.identity()));
  }

  static String nameOf(Class<?> eventType) {
    var name = eventType.getAnnotation(EventName.class);
    if (name == null) {
      throw new IllegalStateException(eventType + " has no @EventName");
    }
    return name.value();
  }

  private static List<String> concat(List<String> some, List<String> more) {
    return java.util.stream.Stream.concat(some.stream(), more.stream()).toList();
  }
}
