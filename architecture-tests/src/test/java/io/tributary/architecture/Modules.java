package io.tributary.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import org.springframework.modulith.core.ApplicationModules;

/// The modules as Spring Modulith sees them.
final class Modules {
  static final ApplicationModules ALL =
      ApplicationModules.of(
          "io.tributary",
          resideInAnyPackage(
                  "io.tributary.testsupport..",
                  "io.tributary.offenders..",
                  "io.tributary.architecture..")
              // it starts everything, the embedded server included
              .or(equivalentTo("io.tributary.TributaryApplication"))
              .or(new OfTests()));

  private Modules() {}

  private static DescribedPredicate<JavaClass> equivalentTo(String name) {
    return DescribedPredicate.describe(name, type -> type.getName().equals(name));
  }

  /// The kernel's tests are on the class path, too.
  private static final class OfTests extends DescribedPredicate<JavaClass> {
    OfTests() {
      super("classes of tests");
    }

    @Override
    public boolean test(JavaClass type) {
      return type.getSource()
          .map(source -> source.getUri().toString())
          .filter(uri -> uri.contains("-tests.jar") || uri.contains("/test-classes/"))
          .isPresent();
    }
  }
}
