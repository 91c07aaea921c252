package io.tributary.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the rules look at: the classes of every module, and those that break the rules on purpose.
final class CodeBase {
  static final String OFFENDERS_PACKAGE = "io.tributary.offenders";

  /// The repository.
  static final Path ROOT = root();

  static final JavaClasses MAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .withImportOption(CodeBase::isNoTestJar)
          .importPackages("io.tributary");

  static final JavaClasses OFFENDERS = new ClassFileImporter().importPackages(OFFENDERS_PACKAGE);

  private CodeBase() {}

  static boolean isNoTestJar(Location location) {
    return !location.contains("-tests.jar");
  }

  private static Path root() {
    var at = Path.of("").toAbsolutePath();
    while (!Files.isDirectory(at.resolve("architecture-tests"))) {
      at = at.getParent();
    }
    return at;
  }
}
