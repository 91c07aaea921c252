package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;
import org.springframework.modulith.core.Violations;

/// Modules use of each other what `allowedDependencies` says, and nothing internal.
class ModulesTests {
  @Test
  void modules_keep_to_their_arrows() {
    Modules.ALL.verify();
  }

  @Test
  void the_modules_are_those_of_the_design() {
    assertThat(Modules.ALL.stream().map(module -> module.getIdentifier().toString()))
        .contains("kernel", "workspaces", "forms", "leads", "workflows", "analytics", "operations");
  }

  @Test
  void no_module_is_open() {
    assertThat(Modules.ALL.stream().filter(module -> module.isOpen())).isEmpty();
  }

  @Test
  void a_module_that_reaches_into_another_is_found() {
    var offenders = ApplicationModules.of("io.tributary.offenders.modules", location -> true);

    assertThatExceptionOfType(Violations.class)
        .isThrownBy(offenders::verify)
        .satisfies(
            found ->
                assertThat(found.getMessages())
                    .anyMatch(
                        message -> message.contains("Reacher") && message.contains("Hidden")));
  }
}
