package io.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.tributary.architecture.Findings.assertHoldsAndBites;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tributary.kernel.json.JsonText;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What modules tell each other: they outlive a release in the outbox, so they are plain and have
/// a name of their own.
class EventRulesTests {
  /// What an event may carry, and one of each.
  private static final Map<String, Object> SAMPLES =
      Map.of(
          "java.util.UUID",
          UUID.fromString("0199c0de-0000-7000-8000-000000000001"),
          "java.lang.String",
          "\u00fc\n\"\ud83d\ude00",
          "java.time.Instant",
          Instant.parse("2026-11-20T23:30:00.123456789Z"),
          "java.time.LocalDate",
          LocalDate.parse("2024-02-29"),
          "java.time.Duration",
          Duration.ofNanos(1_234_567_890_123L),
          "java.util.List<java.lang.String>",
          List.of("one", ""),
          "boolean",
          true,
          "int",
          Integer.MIN_VALUE,
          "long",
          Long.MAX_VALUE,
          "double",
          0.1);

  private static final Set<String> CARRIED = SAMPLES.keySet();

  @Test
  void what_lies_in_an_events_package_is_an_event() {
    assertHoldsAndBites(
        classes()
            .that()
            .resideInAPackage("..events")
            .and()
            .doNotHaveSimpleName("package-info")
            .and()
            .resideOutsideOfPackage("..adapter..")
            .should(new BeAnEvent()),
        "NoRecord",
        "NamedAfterAnotherModule",
        "Nameless",
        "CarriesTheThing",
        "NoEvent");
  }

  @Test
  void events_lie_in_an_events_package() {
    assertHoldsAndBites(
        classes().that().implement(Event.class).should().resideInAPackage("io.tributary.*.events"),
        "StrayEvent");
  }

  @Test
  void no_two_events_share_a_name() {
    var names =
        CodeBase.MAIN.stream()
            .filter(type -> type.isAnnotatedWith(EventName.class))
            .map(type -> type.getAnnotationOfType(EventName.class).value())
            .toList();

    assertThat(names).doesNotHaveDuplicates();
  }

  /// On the node that announced it an event is mostly handed over as it is, so that one that could
  /// not be read would come to light with the next restart.
  @Test
  void every_event_is_read_from_its_row_as_it_was_written() throws ReflectiveOperationException {
    var json = new JsonText();
    var events =
        CodeBase.MAIN.stream()
            .filter(type -> type.isAnnotatedWith(EventName.class))
            .map(JavaClass::reflect)
            .toList();
    assertThat(events).hasSizeGreaterThan(5);
    for (var type : events) {
      var event = sampleOf(type);
      assertThat((Object) json.read(json.write(event), type)).isEqualTo(event);
    }
  }

  private static Object sampleOf(Class<?> type) throws ReflectiveOperationException {
    var components = type.getRecordComponents();
    var types = Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    var constructor = type.getDeclaredConstructor(types);
    constructor.setAccessible(true);
    return constructor.newInstance(
        Arrays.stream(components)
            .map(component -> SAMPLES.get(component.getGenericType().getTypeName()))
            .toArray());
  }

  private static final class BeAnEvent extends ArchCondition<JavaClass> {
    BeAnEvent() {
      super("be records of ids, primitives, times and texts with @EventName of their module");
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
      var fault = faultOf(type);
      if (!fault.isEmpty()) {
        events.add(SimpleConditionEvent.violated(type, type.getName() + " " + fault));
      }
    }

    private static String faultOf(JavaClass type) {
      if (!type.isRecord() || !type.isAssignableTo(Event.class)) {
        return "is not a record that implements Event";
      }
      if (!type.isAnnotatedWith(EventName.class)) {
        return "has no @EventName";
      }
      var module = type.getPackageName().split("\\.")[2];
      var name = type.getAnnotationOfType(EventName.class).value();
      if (!name.matches(module + "\\.[a-z]+(-[a-z]+)*")) {
        return "is named " + name;
      }
      return unfitComponents(type.reflect());
    }

    private static String unfitComponents(Class<?> type) {
      var components = Arrays.asList(type.getRecordComponents());
      var unfit =
          components.stream()
              .filter(component -> !CARRIED.contains(component.getGenericType().getTypeName()))
              .map(RecordComponent::getName)
              .toList();
      if (!unfit.isEmpty()) {
        return "carries " + unfit;
      }
      var first = components.stream().limit(3).map(RecordComponent::getName).toList();
      var expected = List.of("eventId", "workspaceId", "occurredAt");
      return first.equals(expected) ? "" : "does not begin with " + expected;
    }
  }
}
