package io.tributary.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.tributary.architecture.Findings.assertHoldsAndBites;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.ConfigurationProperties;

/// The hexagon inside a module.
class LayerRulesTests {
  private static final DescribedPredicate<JavaClass> PLAIN_JAVA =
      resideInAnyPackage(
              "java.lang..",
              "java.math..",
              "java.net",
              "java.nio",
              "java.nio.charset..",
              "java.security..",
              "javax.crypto..",
              "java.text..",
              "java.time..",
              "java.util..",
              "org.jspecify..",
              "com.google.re2j..",
              "..domain..",
              "io.tributary.kernel",
              "io.tributary.kernel.problems",
              "io.tributary.kernel.conditions",
              "io.tributary.*")
          .as("plain Java");

  @Test
  void the_domain_is_plain_java() {
    assertHoldsAndBites(
        classes()
            .that()
            .resideInAPackage("..domain..")
            .should()
            .onlyDependOnClassesThat(PLAIN_JAVA.or(new ArrayOfPlain())),
        "SpringyDomain",
        "ReactiveDomain",
        "SerializedDomain",
        "DomainThatKnowsItsAdapter",
        "DomainThatKnowsItsUseCase");
  }

  @Test
  void the_application_knows_neither_adapters_nor_http_nor_sql() {
    assertHoldsAndBites(
        noClasses()
            .that()
            .resideInAPackage("..application..")
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "..adapter..",
                    "org.springframework.web..",
                    "org.springframework.http..",
                    "org.springframework.r2dbc..",
                    "io.r2dbc..",
                    "io.swagger..")),
        "ServiceThatSpeaksSql");
  }

  @Test
  void adapters_in_do_not_reach_adapters_out() {
    assertHoldsAndBites(
        noClasses()
            .that()
            .resideInAPackage("..adapter.in..")
            .should()
            .dependOnClassesThat(resideInAPackage("..adapter.out..")),
        "ControllerPastItsPort");
  }

  @Test
  void adapters_are_package_private() {
    assertHoldsAndBites(
        classes()
            .that()
            .resideInAPackage("..adapter..")
            .and()
            .areTopLevelClasses()
            .should()
            .notBePublic(),
        "PublicStore");
  }

  @Test
  void services_are_package_private() {
    assertHoldsAndBites(
        classes()
            .that()
            .resideInAPackage("..application..")
            .and()
            .resideOutsideOfPackage("..application.port..")
            .and()
            .areTopLevelClasses()
            .and()
            // a module's settings may be read by its adapters
            .areNotAnnotatedWith(ConfigurationProperties.class)
            .should()
            .notBePublic(),
        "PublicService");
  }

  @ParameterizedTest
  @ValueSource(strings = {"workspaces", "forms", "leads", "workflows", "analytics", "operations"})
  void packages_inside_a_module_have_no_cycles(String module) {
    slices()
        .matching("io.tributary." + module + ".(**)")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(CodeBase.MAIN);
  }

  @Test
  void a_cycle_of_packages_is_found() {
    var found =
        slices()
            .matching("io.tributary.offenders.cycle.(**)")
            .should()
            .beFreeOfCycles()
            .evaluate(CodeBase.OFFENDERS);

    assertThat(found.getFailureReport().getDetails()).hasSize(1);
  }

  /// Arrays of plain classes and of primitives are plain too.
  private static final class ArrayOfPlain extends DescribedPredicate<JavaClass> {
    ArrayOfPlain() {
      super("arrays of it");
    }

    @Override
    public boolean test(JavaClass type) {
      var base = type.getBaseComponentType();
      return base.isPrimitive() || PLAIN_JAVA.test(base);
    }
  }
}
