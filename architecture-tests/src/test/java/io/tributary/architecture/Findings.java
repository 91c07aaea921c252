package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/// A rule is worth its name if the code keeps it and the offenders do not.
final class Findings {
  private Findings() {}

  /// @param offenders every place that the rule must find among the offenders: `Class`, or
  /// `Class.member`
  static void assertHoldsAndBites(ArchRule rule, String... offenders) {
    assertThat(of(rule, CodeBase.OFFENDERS))
        .as("offenders against: %s", rule.getDescription())
        .containsExactlyInAnyOrder(offenders);
    rule.check(CodeBase.MAIN);
  }

  private static SortedSet<String> of(ArchRule rule, JavaClasses classes) {
    var places = new TreeSet<String>();
    rule.allowEmptyShould(true)
        .evaluate(classes)
        .handleViolations(
            (Collection<Object> found, String message) ->
                found.forEach(each -> places.add(placeOf(each))));
    return places;
  }

  private static String placeOf(Object found) {
    return switch (found) {
      case JavaClass type -> type.getSimpleName();
      case JavaMember member -> nameOf(member.getOwner(), member.getName());
      case JavaAccess<?> access -> nameOf(access.getOriginOwner(), access.getOrigin().getName());
      case Dependency dependency -> dependency.getOriginClass().getSimpleName();
      default -> found.getClass() + " " + found;
    };
  }

  private static String nameOf(JavaClass owner, String member) {
    return owner.getSimpleName() + "." + member;
  }
}
