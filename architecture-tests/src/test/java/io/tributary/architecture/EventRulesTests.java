package io.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static io.tributary.architecture.Findings.assertHoldsAndBites;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.tributary.kernel.outbox.Event;
import io.tributary.kernel.outbox.EventName;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What modules tell each other: they outlive a release in the outbox, so they are plain and have
/// a name of their own.
class EventRulesTests {
  private static final Set<String> CARRIED =
      Set.of(
          "java.util.UUID",
          "java.lang.String",
          "java.time.Instant",
          "java.time.LocalDate",
          "java.time.Duration",
          "java.util.List<java.lang.String>",
          "boolean",
          "int",
          "long",
          "double");

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
