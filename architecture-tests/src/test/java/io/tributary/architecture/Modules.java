package io.tributary.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import org.springframework.modulith.core.ApplicationModules;

/// The modules as Spring Modulith sees them.
final class Modules {
  static final ApplicationModules ALL =
      ApplicationModules.of(
          "io.tributary",
          resideInAnyPackage(
              "io.tributary.testsupport..",
              "io.tributary.offenders..",
              "io.tributary.architecture.."));

  private Modules() {}
}
