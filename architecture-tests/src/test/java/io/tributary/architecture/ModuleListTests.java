package io.tributary.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModule;

/// At start the modules, in the order in which they migrate, are read from a file: Modulith would
/// else parse every class of the application to find them.
class ModuleListTests {
  private static final Path FILE =
      CodeBase.ROOT.resolve(
          "app/src/main/resources/META-INF/spring-modulith/application-modules.json");
  private static final Pattern NAME = Pattern.compile("\"(\\w+)\": \\{");

  @Test
  void the_file_names_the_modules_that_modulith_finds() throws IOException {
    assertThat(listed())
        .containsExactlyInAnyOrderElementsOf(
            Modules.ALL.stream().map(ModuleListTests::name).toList());
  }

  @Test
  void each_module_migrates_after_those_it_depends_on() throws IOException {
    var listed = listed();
    assertThat(Modules.ALL)
        .allSatisfy(
            module ->
                assertThat(listed.subList(0, listed.indexOf(name(module))))
                    .as("before %s", name(module))
                    .containsAll(dependencies(module)));
  }

  private static List<String> dependencies(ApplicationModule module) {
    return module
        .getDirectDependencies(Modules.ALL)
        .uniqueModules()
        .map(ModuleListTests::name)
        .toList();
  }

  private static String name(ApplicationModule module) {
    return module.getIdentifier().toString();
  }

  private static List<String> listed() throws IOException {
    return NAME.matcher(Files.readString(FILE)).results().map(name -> name.group(1)).toList();
  }
}
